//! What every EC2 host has: an image, a role for its tools, and alarms for what breaks first.

use super::{
    alarms::{Alarms, Watch},
    data_host::Server,
    growth::{Change, When},
    talk::Step,
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template, Val, base64,
        types::{
            ec2::{
                BlockDeviceMapping, Ebs, Instance, LaunchTemplateData, MetadataOptions, Monitoring,
                ProfileArn,
            },
            iam::{InstanceProfile, Role},
            policy::Statement,
            vpc::GroupId,
        },
    },
    sub,
};

/// Amazon Linux 2023 for Graviton. EC2 looks the image up at launch: were it a parameter of the stack, a new image would
/// replace running hosts.
const IMAGE: &str = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/// How long a boot may take before CloudFormation gives up, in minutes.
pub(super) const BOOT_MINUTES: u16 = 15;

/// An EC2 type.
#[derive(Clone, Debug)]
pub struct HostType {
    /// Its name, such as `t4g.small`.
    pub name: String,
    /// Whether it lives on CPU credits.
    pub burstable: bool,
    /// Its virtual CPUs.
    pub vcpus: u32,
}

/// What a host may do.
#[derive(Debug)]
pub struct Rights {
    /// The role.
    pub role: Id<Role>,
    /// The profile through which a host takes it.
    pub profile: Id<InstanceProfile>,
}

/// A role for a host, and the profile through which it takes it.
pub(super) fn rights(t: &mut Template, step: Step, name: &str, statements: Vec<Val<Statement>>) -> Rights {
    let role = Role::of("ec2.amazonaws.com")
        .managed("AmazonSSMManagedInstanceCore")
        .managed("CloudWatchAgentServerPolicy")
        .allowed("inline", statements);
    let why =
        step.needs("what the host may do: Session Manager instead of SSH, metrics and logs, its own secrets");
    let role = t.add(&format!("{name}Role"), why, role);
    let why = step.needs("hands the role to the host");
    let profile = t.add(&format!("{name}Profile"), why, InstanceProfile { roles: vec![role.get()] });
    Rights { role, profile }
}

/// What is launched. `tags` lets the host read its own tags, by which it knows its logical ID.
pub(super) fn launch(
    profile: &Id<InstanceProfile>,
    host: Option<&HostType>,
    groups: Vec<GroupId>,
    tags: bool,
    script: Val,
) -> LaunchTemplateData {
    let ebs = Ebs { volume_type: "gp3", volume_size: 8, encrypted: true, delete_on_termination: true };
    LaunchTemplateData {
        image_id: IMAGE.to_owned(),
        instance_type: host.map(|host| host.name.clone()),
        iam_instance_profile: ProfileArn { arn: profile.arn() },
        monitoring: Monitoring { enabled: true },
        security_group_ids: groups,
        metadata_options: MetadataOptions {
            http_tokens: "required",
            http_put_response_hop_limit: 1,
            instance_metadata_tags: if tags { "enabled" } else { "disabled" },
        },
        block_device_mappings: vec![BlockDeviceMapping { device_name: "/dev/xvda", ebs }],
        user_data: base64(script),
    }
}

/// The alarms of one host.
pub(super) struct Watched<'a> {
    pub alarms: &'a Alarms,
    pub step: Step,
    pub name: &'a str,
    pub host: &'a Id<Instance>,
}

impl Watched<'_> {
    /// Hardware, processor and, for a burstable type, credits.
    pub(super) fn build(&self, t: &mut Template, host: &HostType) {
        self.hardware(t);
        self.add(
            t,
            "Cpu",
            "busy for 15 minutes: choose a bigger type or the next stage",
            Watch::above("AWS/EC2", "CPUUtilization", 80),
        );
        if host.burstable {
            let watch = Watch::above("AWS/EC2", "CPUSurplusCreditsCharged", 0).statistic("Maximum");
            self.add(
                t,
                "Credit",
                "runs above its CPU baseline and is billed for it: choose a bigger type",
                watch,
            );
        }
    }

    /// What the host of a database runs out of as well.
    pub(super) fn memory_and_disks(&self, t: &mut Template, server: Server) {
        let memory = Watch::above("CWAgent", "mem_used_percent", 90);
        self.add(t, "Memory", "memory is running out: choose a bigger type", memory);
        self.disk(t, "Disk", "/", "the system disk is filling up: look at /var/log");
        let text = format!("the data disk is filling up: raise its size, then restart {}", server.title());
        self.disk(t, "Data", server.folder(), &text);
    }

    /// The share in use of the file system at `path`.
    fn disk(&self, t: &mut Template, what: &str, path: &str, text: &str) {
        let watch = Watch::above("CWAgent", "disk_used_percent", 85).of("path", path).of("fstype", "xfs");
        self.add(t, what, text, watch);
    }

    fn hardware(&self, t: &mut Template) {
        let recover = sub!["arn:", Pseudo::Partition, ":automate:", Pseudo::Region, ":ec2:recover"];
        let watch = Watch::above("AWS/EC2", "StatusCheckFailed_System", 0)
            .statistic("Maximum")
            .for_periods(2, 60)
            .and_then(recover);
        self.add(
            t,
            "Status",
            "the hardware below failed: the host moves to another machine by itself",
            watch,
        );
    }

    fn add(&self, t: &mut Template, what: &str, text: &str, watch: Watch) {
        let why: Attributes = self.step.watches(text);
        let id = format!("{}{what}Alarm", self.name);
        self.alarms.add(
            t,
            &id,
            why,
            format!("{}: {text}", self.name),
            watch.of("InstanceId", self.host.get()),
        );
    }
}

/// A role may do what new parts ask for before they do.
pub(super) fn growth(change: &Change) -> Option<When> {
    let joined = change.of::<Role>("Policies") || change.of::<Role>("ManagedPolicyArns");
    joined.then_some(When::Joined)
}
