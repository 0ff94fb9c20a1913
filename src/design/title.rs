//! What a template says of itself: the command that prints it, and the stage's words. It is read back when the stack grows.

use std::fmt;

use crate::{cfn::Node, stage::At};

/// How the description of every stage's template begins.
const COMMAND: &str = "scalegen stage ";
/// What comes before the role of a stack that is not the home region's.
const ROLE: &str = " --role ";
/// A parameter that the second region's stack alone has.
const JOINS: &str = "PrimaryStack";
/// What the edge stack is, in words.
pub(super) const EDGE: &str = "the edge stack, for us-east-1";

/// Of a stage's stacks, the one that a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stack {
    /// The home region's.
    Home,
    /// The second region's.
    Second,
    /// What CloudFront takes from us-east-1 alone.
    Edge,
}

/// Which stack of which stage a template is for, and for how many users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Which stack.
    pub stack: Stack,
    /// Which stage, and for how many users.
    pub at: At,
}

impl Stack {
    /// As it is typed: the home region's needs no word.
    fn role(self) -> Option<&'static str> {
        match self {
            Self::Home => None,
            Self::Second => Some("secondary"),
            Self::Edge => Some("edge"),
        }
    }
}

/// The command that prints a stack of a stage or of a number of users.
struct Command<T>(T, Stack);

impl<T: fmt::Display> fmt::Display for Command<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(id, stack) = self;
        write!(f, "{COMMAND}{id}")?;
        stack.role().map_or(Ok(()), |role| write!(f, "{ROLE}{role}"))
    }
}

/// The description of a template: `scalegen stage 1k: two zones behind a load balancer`.
pub(super) fn description(id: &str, stack: Stack, words: &str) -> String {
    format!("{}: {words}", Command(id, stack))
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Command(self.at, self.stack).fmt(f)
    }
}

impl Title {
    /// What a template is; nothing if it is none of ours. Until 2026-10 descriptions said nothing of roles.
    pub fn of(template: &Node) -> Option<Self> {
        let said = Self::parse(template.get("Description")?.as_text()?)?;
        let joins = template.get("Parameters").is_some_and(|declared| declared.get(JOINS).is_some());
        Some(if joins { Self { stack: Stack::Second, ..said } } else { said })
    }

    /// What a description says; nothing if it is none of ours.
    fn parse(description: &str) -> Option<Self> {
        let (command, words) = description.strip_prefix(COMMAND)?.split_once(": ")?;
        let (at, role) = command.split_once(ROLE).map_or((command, None), |(at, role)| (at, Some(role)));
        let known = [Stack::Home, Stack::Second, Stack::Edge].into_iter().find(|it| it.role() == role)?;
        let stack = if words == EDGE { Stack::Edge } else { known };
        Some(Self { stack, at: at.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        design::{Options, Role, design, edge},
        facts::Region,
        stage::LADDER,
    };

    /// What a template's description says, and what it is taken for.
    fn said(template: &crate::cfn::Template) -> [Option<Title>; 2] {
        let document = template.document(false);
        [Title::parse(document.get("Description").unwrap().as_text().unwrap()), Title::of(&document)]
    }

    #[test]
    fn every_template_says_what_it_is() {
        let ids = LADDER.map(|rung| rung.id).into_iter().chain(["2", "1.1k", "400k", "12m", "1b"]);
        for at in ids.map(|id| id.parse::<At>().unwrap()) {
            for (role, stack) in [(Role::Primary, Stack::Home), (Role::Secondary, Stack::Second)] {
                let Ok(design) = design(at, &Options { role, ..Options::default() }) else { continue };
                assert_eq!(said(&design.template().unwrap()), [Some(Title { stack, at }); 2]);
            }
            if let Ok(edge) = edge(at.rung, "eu-west-1".parse::<Region>().unwrap()) {
                let title = Title { stack: Stack::Edge, at: at.rung.into() };
                assert_eq!(said(&edge.template()), [Some(title); 2]);
            }
        }
    }

    #[test]
    fn what_was_said_before_is_understood() {
        let parsed = |text: &str| Title::parse(text).map(|title| (title.stack, title.to_string()));
        let (old, new) =
            ("scalegen stage 10k: the edge stack, for us-east-1", "scalegen stage 10k --role edge");
        assert_eq!(parsed(old), Some((Stack::Edge, new.to_owned())));
        let second =
            "Description: 'scalegen stage 11m: a second region'\nParameters: {PrimaryStack: {Type: String}}";
        let second = Title::of(&crate::cfn::read::read(second).unwrap()).map(|title| title.to_string());
        assert_eq!(second.as_deref(), Some("scalegen stage 11m --role secondary"));
        for other in ["", "scalegen stage 1k", "scalegen stage shop: a shop", "scalegen stage 1k --role x: y"]
        {
            assert_eq!(parsed(other), None, "{other}");
        }
    }
}
