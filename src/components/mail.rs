//! Mail to users: Amazon SES, under a name of its own below the domain, so that the company's own mail keeps its records.

use super::{
    alarms::{Alarms, Watch},
    app::Surroundings,
    identity::Identity,
    names,
    talk::MILLION,
    world::World,
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template, Val,
        types::{
            policy::{PolicyDocument, Statement},
            route53::RecordSet,
            ses::{
                ConfigurationSet, ConfigurationSetAttributes, ConfigurationSetEventDestination,
                DeliveryOptions, DkimSigningAttributes, EmailIdentity, EventDestination, FeedbackAttributes,
                MailFromAttributes, ReputationOptions, SendingOptions, SnsDestination, SuppressionOptions,
            },
            sns::{Topic, TopicPolicy},
            tag::Tag,
        },
        when,
    },
    sub,
};

/// Builds what mail is sent with and, where a domain was given, the name that it is sent from. Every host may send.
pub fn build(
    t: &mut Template,
    identity: &Identity,
    world: &World,
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) {
    t.section("Mail");
    let set = configuration(t);
    let (topic, policy) = topic(t, &set);
    events(t, &set, &topic, &policy);
    let sender = sender(t, identity, &set);
    records(t, identity, world, &sender);
    watch(t, alarms);
    surroundings.tell("MAIL_DOMAIN", when(&identity.has_domain, domain(identity), ""));
    surroundings.tell("MAIL_CONFIGURATION", set.get());
    surroundings.tell("MAIL_EVENTS_TOPIC", topic.get());
    surroundings.allow(may_send(identity, &set).when(&identity.has_domain));
    t.output(
        "MailEventsTopicArn",
        "Bounces and complaints: subscribe what takes addresses off its lists",
        topic.get(),
    );
}

/// The name below the domain from which users get mail.
fn domain(identity: &Identity) -> Val {
    sub!["mail.", &identity.domain]
}

/// Where mail comes back to: each region has an address of its own.
fn bounce(identity: &Identity) -> Val {
    sub!["bounce-", Pseudo::Region, ".", domain(identity)]
}

/// A sender with a default configuration set needs the right to both.
fn may_send(identity: &Identity, set: &Id<ConfigurationSet>) -> Statement {
    let arn = |part: Val| names::arn("ses", part);
    let set = arn(sub!["configuration-set/", set.get()]);
    let from = sub!["*@", domain(identity)];
    // In the sandbox a receiver's identity is asked for as well.
    Statement::allow(["ses:SendEmail", "ses:SendRawEmail"], [arn("identity/*".into()), set]).only(
        "StringLike",
        "ses:FromAddress",
        [from],
    )
}

fn configuration(t: &mut Template) -> Id<ConfigurationSet> {
    let set = ConfigurationSet {
        reputation_options: ReputationOptions { reputation_metrics_enabled: true },
        suppression_options: SuppressionOptions { suppressed_reasons: vec!["BOUNCE", "COMPLAINT"] },
        delivery_options: DeliveryOptions { tls_policy: "REQUIRE" },
        sending_options: SendingOptions { sending_enabled: true },
    };
    let why =
        MILLION.says("SES sends the mail: nobody runs mail servers; who bounced or complained gets none");
    t.add("MailConfiguration", why, set)
}

fn topic(t: &mut Template, set: &Id<ConfigurationSet>) -> (Id<Topic>, Id<TopicPolicy>) {
    let why = MILLION.needs("tells the application of bounces and complaints, which cost a sender its name");
    let topic = t.add("MailEventsTopic", why, Topic { tags: vec![Tag::name("mail-events")] });
    let source = names::arn("ses", sub!["configuration-set/", set.get()]);
    let publish = Statement::allow(["sns:Publish"], [topic.get().into()])
        .by("ses.amazonaws.com")
        .only("StringEquals", "aws:SourceAccount", [Pseudo::AccountId.into()])
        .only("StringEquals", "aws:SourceArn", [source]);
    let policy =
        TopicPolicy { topics: vec![topic.get()], policy_document: PolicyDocument::of(vec![publish.into()]) };
    let why = MILLION.needs("only SES speaks here, for this configuration set");
    let policy = t.add("MailEventsTopicPolicy", why, policy);
    (topic, policy)
}

fn events(t: &mut Template, set: &Id<ConfigurationSet>, topic: &Id<Topic>, policy: &Id<TopicPolicy>) {
    let events = ConfigurationSetEventDestination {
        configuration_set_name: set.get(),
        event_destination: EventDestination {
            name: Some("feedback"),
            enabled: true,
            matching_event_types: vec!["bounce", "complaint", "reject"],
            sns_destination: SnsDestination { topic_arn: topic.get() },
        },
    };
    let why = MILLION.needs("sends bounces and complaints to the topic");
    let why = why.must("keep Name: a change replaces it");
    t.add("MailEvents", Attributes::from(why).after(policy), events);
}

fn sender(t: &mut Template, identity: &Identity, set: &Id<ConfigurationSet>) -> Id<EmailIdentity> {
    let sender = EmailIdentity {
        email_identity: domain(identity),
        dkim_signing_attributes: DkimSigningAttributes { next_signing_key_length: "RSA_2048_BIT" },
        configuration_set_attributes: ConfigurationSetAttributes { configuration_set_name: set.get() },
        mail_from_attributes: MailFromAttributes {
            mail_from_domain: bounce(identity),
            behavior_on_mx_failure: "USE_DEFAULT_VALUE",
        },
        feedback_attributes: FeedbackAttributes { email_forwarding_enabled: false },
    };
    let why = MILLION
        .needs(
            "the name that users get mail from; until AWS lifts the sandbox only verified addresses get any",
        )
        .must("keep EmailIdentity: a change makes another sender, without a reputation");
    t.add("MailIdentity", Attributes::from(why).when(&identity.has_domain), sender)
}

/// What receivers check: signature, envelope and policy.
fn records(t: &mut Template, identity: &Identity, world: &World, sender: &Id<EmailIdentity>) {
    for number in 1..=3 {
        let (name, value) = (sender.dkim_name(number), sender.dkim_value(number));
        let why = "a key of the mail's signature; SES changes it by itself";
        record(t, identity, &format!("MailDkimRecord{number}"), why, (name, "CNAME", value));
    }
    let bounce = || bounce(identity);
    let mx = sub!["10 feedback-smtp.", Pseudo::Region, ".amazonses.com"];
    record(t, identity, "MailBounceRecord", "where receivers return mail", (bounce(), "MX", mx));
    let spf = r#""v=spf1 include:amazonses.com ~all""#.into();
    record(t, identity, "MailSpfRecord", "who may send in this name: SES", (bounce(), "TXT", spf));
    if world.second().is_some() {
        return;
    }
    let dmarc = sub!["_dmarc.", domain(identity)];
    let policy = r#""v=DMARC1; p=quarantine""#.into();
    record(
        t,
        identity,
        "MailDmarcRecord",
        "what a receiver does with mail that fails both",
        (dmarc, "TXT", policy),
    );
}

fn record(
    t: &mut Template,
    identity: &Identity,
    id: &str,
    why: &str,
    (name, r#type, value): (Val, &'static str, Val),
) {
    let record = RecordSet {
        hosted_zone_id: identity.zone.get(),
        name,
        r#type,
        ttl: Some("300"),
        resource_records: vec![value],
        set_identifier: None,
        region: None,
        health_check_id: None,
        alias_target: None,
    };
    t.add(id, Attributes::from(MILLION.needs(why)).when(&identity.has_domain), record);
}

/// SES reviews a sender above these shares, and later shuts it out (SES developer guide).
fn watch(t: &mut Template, alarms: &Alarms) {
    let mut add = |id: &str, text: &str, watch: Watch| {
        let watch = watch.for_periods(1, 3600).silence_is_fine();
        alarms.add(t, id, MILLION.watches(text), format!("Mail: {text}"), watch);
    };
    let text = "one mail in twenty bounces: clean the lists before SES stops the account";
    add("MailBounceAlarm", text, Watch::above_fraction("AWS/SES", "Reputation.BounceRate", 5, 100));
    let text = "one user in a thousand complains: send less before SES stops the account";
    add("MailComplaintAlarm", text, Watch::above_fraction("AWS/SES", "Reputation.ComplaintRate", 1, 1000));
}
