//! What a changed property does to a live resource.

use super::{INTERRUPTS, Kind, MAY_REPLACE, REPLACES};

/// Properties of which the registry says that they may replace, and AWS's own reference that they never do: type, property.
const IN_PLACE: [(&str, &str); 6] = [
    // A host on EBS stops and starts with the new type (EC2 user guide).
    ("AWS::EC2::Instance", "InstanceType"),
    // ModifyDBInstance in the RDS reference: at once, or in the next maintenance window.
    ("AWS::RDS::DBInstance", "AutoMinorVersionUpgrade"),
    ("AWS::RDS::DBInstance", "BackupRetentionPeriod"),
    ("AWS::RDS::DBInstance", "DBParameterGroupName"),
    ("AWS::RDS::DBInstance", "MultiAZ"),
    ("AWS::RDS::DBInstance", "PreferredMaintenanceWindow"),
];

/// What the update of a property does, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The resource stays, and works on.
    InPlace,
    /// The resource stays, but may pause. Known for few types.
    Interrupts,
    /// It depends on the values whether the resource is replaced.
    MayReplace,
    /// The resource is replaced by a new one.
    Replaces,
}

impl Kind {
    /// What a change at this path does, such as `Budget/BudgetName`. A whole object of which only a part is create-only may
    /// replace the resource: ask for what is in it.
    pub fn change(self, path: &str) -> Change {
        let within = |column, change| {
            let meets = self.words(column).map(|known| meeting(known, path)).max();
            match meets.unwrap_or(Meeting::Apart) {
                Meeting::Apart => Change::InPlace,
                Meeting::Below => Change::min(change, Change::MayReplace),
                Meeting::AtOrAbove => change,
            }
        };
        let replaces = within(REPLACES, Change::Replaces);
        let stays = IN_PLACE.iter().any(|(kind, name)| *kind == self.name() && *name == path);
        let may = if stays { Change::Interrupts } else { within(MAY_REPLACE, Change::MayReplace) };
        replaces.max(may).max(within(INTERRUPTS, Change::Interrupts))
    }

    /// Whether CloudFormation sets the property at this path, or what holds it.
    pub fn is_read_only(self, path: &str) -> bool {
        self.read_only().any(|known| meeting(known, path) == Meeting::AtOrAbove)
    }

    /// The paths whose change replaces the resource.
    pub fn replaces(self) -> impl Iterator<Item = &'static str> {
        self.words(REPLACES)
    }

    /// The paths whose change may replace the resource.
    pub fn may_replace(self) -> impl Iterator<Item = &'static str> {
        self.words(MAY_REPLACE)
    }

    /// The paths whose change interrupts the resource.
    pub fn interrupts(self) -> impl Iterator<Item = &'static str> {
        self.words(INTERRUPTS)
    }
}

/// Where a known path lies, seen from another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meeting {
    Apart,
    Below,
    AtOrAbove,
}

/// The registry leaves some `*` out, so none is counted.
fn meeting(known: &str, path: &str) -> Meeting {
    let steps = |path: &'_ str| -> Vec<String> {
        path.split('/').filter(|step| *step != "*").map(str::to_owned).collect()
    };
    let (known, path) = (steps(known), steps(path));
    if path.starts_with(&known) {
        Meeting::AtOrAbove
    } else if known.starts_with(&path) {
        Meeting::Below
    } else {
        Meeting::Apart
    }
}
