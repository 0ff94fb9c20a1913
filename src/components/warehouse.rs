//! A warehouse: Amazon Redshift Serverless, over the events in S3. It costs by the second that it answers.

use super::{
    app::{Neighbour, Surroundings},
    firewall::{Door, Group, Purpose},
    key::{Context, DataKey},
    names::unique,
    network::{self, Places},
    storage::objects,
    talk::TEN_MILLION,
};
use crate::cfn::{
    Id, Template,
    types::{
        iam::Role,
        policy::Statement,
        redshift_serverless::{Namespace, Workgroup},
        s3::Bucket,
    },
};

/// Redshift's port.
const PORT: u16 = 5439;
/// Compute at the least and at the most, in RPUs: the most bounds what a wrong question costs.
const BASE: u16 = 8;
const MOST: u16 = 32;

const PURPOSE: Purpose = Purpose {
    id: "WarehouseSecurityGroup",
    step: TEN_MILLION,
    why: "the warehouse; it reaches S3 and nothing else",
    description: "Data warehouse",
    calls_out: false,
};

/// Builds namespace and workgroup; they load what lies in `events`.
pub fn build(
    t: &mut Template,
    network: &network::Built,
    places: &Places,
    key: &DataKey,
    events: &Id<Bucket>,
    surroundings: &mut Surroundings,
) {
    t.section("Warehouse");
    let group = PURPOSE.build(t, network);
    let why = "the warehouse loads from S3, to which alone its subnets have a route";
    group.reach_all(t, Door { id: "WarehouseToS3", step: TEN_MILLION, why, port: 443 });
    network.storage_for_data(t, places);
    let role = role(t, events, key);
    let namespace = namespace(t, key, &role);
    let workgroup = workgroup(t, &namespace, places, &group);
    surroundings.tell("WAREHOUSE_ENDPOINT", workgroup.endpoint());
    surroundings.tell("WAREHOUSE_WORKGROUP", workgroup.get());
    surroundings.allow(Statement::allow(["redshift-serverless:GetCredentials"], [workgroup.arn()]));
    let (step, does) = (TEN_MILLION, "asks the warehouse");
    surroundings.meet(Neighbour { name: "Warehouse", group, port: PORT, step, does });
    t.output("WarehouseEndpoint", "The warehouse's host name, port 5439", workgroup.endpoint());
}

fn role(t: &mut Template, events: &Id<Bucket>, key: &DataKey) -> Id<Role> {
    let mut statements = vec![
        Statement::allow(["s3:ListBucket", "s3:GetBucketLocation"], [events.arn()]),
        Statement::allow(["s3:GetObject"], [objects(events, "*")]),
    ];
    statements.extend(key.reads(Context::bucket(events)));
    let role = Role::of_all(["redshift.amazonaws.com", "redshift-serverless.amazonaws.com"])
        .allowed("load", statements.into_iter().map(Into::into).collect());
    t.add("WarehouseRole", TEN_MILLION.needs("the warehouse reads events, and nothing else"), role)
}

fn namespace(t: &mut Template, key: &DataKey, role: &Id<Role>) -> Id<Namespace> {
    let namespace = Namespace {
        namespace_name: unique("wh-"),
        db_name: "analytics",
        admin_username: "warehouse",
        manage_admin_password: true,
        iam_roles: vec![role.arn()],
        default_iam_role_arn: role.arn(),
        kms_key_id: key.arn(),
        log_exports: vec!["userlog", "connectionlog"],
    };
    let why = TEN_MILLION
        .says("questions over everything, in a warehouse and not in the databases of the site")
        .must("keep NamespaceName: a change replaces the warehouse");
    t.add("WarehouseNamespace", why, namespace)
}

fn workgroup(t: &mut Template, namespace: &Id<Namespace>, places: &Places, group: &Group) -> Id<Workgroup> {
    let workgroup = Workgroup {
        workgroup_name: unique("wh-"),
        namespace_name: namespace.get(),
        base_capacity: BASE,
        max_capacity: MOST,
        publicly_accessible: false,
        enhanced_vpc_routing: true,
        subnet_ids: places.subnets(),
        security_group_ids: vec![group.id()],
        port: PORT,
    };
    let why = TEN_MILLION.needs("what computes; MaxCapacity bounds what a wrong question costs");
    t.add("Warehouse", why, workgroup)
}
