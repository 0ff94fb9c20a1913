//! Sessions wherever they may be, at every stage that has a cache.

use scalegen::components::{cache::CacheEngine, sessions::Sessions};

use crate::{cache::STAGES, kind, stages, text, wiring::findings};

#[test]
fn sessions_are_where_they_were_asked_for() {
    for id in &STAGES[..4] {
        for sessions in [Sessions::Server, Sessions::Table, Sessions::Cache] {
            let Ok(template) = stages::cached(id, CacheEngine::Valkey, sessions) else {
                assert_eq!(sessions, Sessions::Server, "{id}");
                continue;
            };
            let document = stages::document(&template, false);
            let (resources, all) = (stages::resources(&document), text(&document));
            assert_eq!(findings(&document), [""; 0], "{id}: {sessions:?}");
            let found = [
                resources.contains_key("SessionTable"),
                all.contains("SESSION_TABLE="),
                all.contains("SESSION_STORE=cache"),
                all.contains(r#""Key":"stickiness.enabled","Value":"true""#),
            ];
            let expected = match sessions {
                Sessions::Table => [true, true, false, false],
                Sessions::Cache => [false, false, true, false],
                Sessions::Server => [false, false, false, true],
            };
            assert_eq!(found, expected, "{id}: {sessions:?}");
            let asked = resources.values().any(|it| kind(it) == "AWS::DynamoDB::GlobalTable");
            assert_eq!(resources.contains_key("DynamoDbEndpoint"), asked, "{id}: {sessions:?}");
        }
    }
}

/// What would lose sessions is refused, by the key and with the remedy.
#[test]
fn sessions_are_refused_where_they_would_be_lost() {
    let refused = |id, engine, sessions| stages::cached(id, engine, sessions).unwrap_err();
    let cases = [
        (
            "500k",
            CacheEngine::Valkey,
            Sessions::Server,
            "any host of a fleet answers any visitor; give table or cache",
        ),
        (
            "10k",
            CacheEngine::Memcached,
            Sessions::Cache,
            "memcached keeps no copies; leave sessions in a table",
        ),
        ("1k", CacheEngine::Valkey, Sessions::Cache, "this stage has no cache; leave sessions in a table"),
        (
            "11m",
            CacheEngine::Redis,
            Sessions::Cache,
            "a cache is not copied to the second region; leave sessions in a table",
        ),
    ];
    for (id, engine, sessions, said) in cases {
        assert_eq!(refused(id, engine, sessions), format!("stage {id}: sessions: {said}"));
    }
}
