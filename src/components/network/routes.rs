//! Ways in and out: gateways, route tables and routes.

use super::{ANYWHERE, Places, subnets::letter};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Ref, Template,
        types::{
            ec2::Eip,
            tag::Tag,
            vpc::{
                InternetGateway, NatGateway, Route, RouteTable, Subnet, Vpc, VpcEndpoint,
                VpcGatewayAttachment,
            },
        },
    },
    components::{
        firewall::{Group, Purpose},
        talk::{HALF_MILLION, HUNDRED, ONE, TEN_MILLION, TEN_THOUSAND, THOUSAND},
    },
    sub,
};

/// The network's door, and the proof that it is open.
pub(super) fn gateway(t: &mut Template, vpc: &Id<Vpc>) -> (Id<InternetGateway>, Id<VpcGatewayAttachment>) {
    let why = ONE.needs("the network's door to the internet");
    let gateway = t.add("InternetGateway", why, InternetGateway { tags: vec![Tag::name("igw")] });
    let why = ONE.needs("opens the door; addresses and routes wait for it");
    let attachment = VpcGatewayAttachment { vpc_id: vpc.get(), internet_gateway_id: gateway.get() };
    let attachment = t.add("InternetGatewayAttachment", why, attachment);
    (gateway, attachment)
}

/// The route table of every public subnet.
pub(super) fn public_table(t: &mut Template, vpc: &Id<Vpc>) -> Id<RouteTable> {
    let why = ONE.needs("the routes of every public subnet");
    t.add("PublicRouteTable", why, RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name("public")] })
}

/// The way from public subnets to the internet.
pub(super) fn public_route(
    t: &mut Template,
    table: &Id<RouteTable>,
    gateway: &Id<InternetGateway>,
    attachment: &Id<VpcGatewayAttachment>,
) -> Id<Route> {
    let why = ONE.needs("public subnets reach the internet directly");
    let route = Route {
        route_table_id: table.get(),
        destination_cidr_block: ANYWHERE,
        gateway_id: Some(gateway.get()),
        nat_gateway_id: None,
    };
    t.add("PublicDefaultRoute", Attributes::from(why).after(attachment), route)
}

/// The way out of a zone's private subnets: nobody comes in through it.
pub(super) fn nat(t: &mut Template, public: &Id<Subnet>, way_out: &Id<Route>, zone: u8) -> Id<NatGateway> {
    let (letter, part) = (letter(zone), format!("nat-{}", letter(zone).to_ascii_lowercase()));
    let step = if zone == 0 { THOUSAND } else { HALF_MILLION };
    let why = step
        .needs("the address under which private hosts appear on the internet; partners may allow-list it");
    let address = Eip { domain: "vpc", instance_id: None, tags: vec![Tag::name(&part)] };
    let id = format!("NatAddress{letter}");
    let address = t.add(&id, Attributes::from(why).after(way_out), address);
    t.output(&id, "Partners may allow-list it", address.get());
    let why = if zone == 0 {
        THOUSAND
            .needs("private hosts go out, nobody comes in; one for all zones until 500k users pay for more")
    } else {
        HALF_MILLION.needs("a gateway of its own: the failure of one zone leaves the others their way out")
    };
    let nat = NatGateway {
        allocation_id: address.allocation_id(),
        subnet_id: public.get(),
        tags: vec![Tag::name(&part)],
    };
    t.add(&format!("NatGateway{letter}"), Attributes::from(why).after(way_out), nat)
}

/// A private subnet's table, with its way out.
pub(super) fn app_route(
    t: &mut Template,
    vpc: &Id<Vpc>,
    nat: &Id<NatGateway>,
    zone: u8,
) -> (Id<RouteTable>, Id<Route>) {
    let letter = letter(zone);
    let part = format!("app-{}", letter.to_ascii_lowercase());
    let why = THOUSAND.needs("its own table, so that the zone can get its own NAT gateway in place");
    let table = RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name(&part)] };
    let table = t.add(&format!("AppRouteTable{letter}"), why, table);
    let route = Route {
        route_table_id: table.get(),
        destination_cidr_block: ANYWHERE,
        gateway_id: None,
        nat_gateway_id: Some(nat.get()),
    };
    let why = THOUSAND.needs("web servers fetch packages, secrets and releases through the NAT gateway");
    let route = t.add(&format!("AppDefaultRoute{letter}"), why, route);
    (table, route)
}

/// S3 without a detour through the NAT gateway.
pub(super) fn storage_endpoint(t: &mut Template, vpc: &Id<Vpc>, tables: Vec<Ref<RouteTable>>) {
    let why = THOUSAND.needs("S3 and package downloads cost no NAT traffic; the endpoint is free");
    t.add("S3Endpoint", why, endpoint(vpc, "s3", tables));
}

/// DynamoDB without a detour through the NAT gateway.
pub(super) fn table_endpoint(t: &mut Template, vpc: &Id<Vpc>, tables: Vec<Ref<RouteTable>>, asked: &str) {
    let why = TEN_THOUSAND.needs(&format!("{asked} cost no NAT traffic; the endpoint is free"));
    t.add("DynamoDbEndpoint", why, endpoint(vpc, "dynamodb", tables));
}

/// S3 for what loads from it and stands where databases do.
pub(super) fn data_storage_endpoint(t: &mut Template, vpc: &Id<Vpc>, tables: Vec<Ref<RouteTable>>) {
    let why = TEN_MILLION.needs("the warehouse loads from S3; its subnets have no other way out");
    t.add("DataS3Endpoint", why, endpoint(vpc, "s3", tables));
}

/// Whom the endpoint of Kinesis lets in.
pub(super) const STREAMS: Purpose = Purpose {
    id: "StreamEndpointSecurityGroup",
    step: TEN_MILLION,
    why: "the way to Kinesis inside the network",
    description: "Endpoint of Kinesis",
    calls_out: false,
};

/// Kinesis without a detour through the NAT gateways: a stream of events would cost more there than here.
pub(super) fn stream_endpoint(t: &mut Template, vpc: &Id<Vpc>, hosts: &Places, group: &Group) {
    let why = TEN_MILLION.needs("events cost no NAT traffic; pays from 0.5 TB a month on (from memory)");
    t.add("KinesisEndpoint", why, interface(vpc, "kinesis-streams", hosts, group));
}

/// An address of an AWS service in every subnet of the hosts, under the service's own name.
pub(super) fn interface(vpc: &Id<Vpc>, service: &str, hosts: &Places, group: &Group) -> VpcEndpoint {
    VpcEndpoint {
        vpc_endpoint_type: "Interface",
        private_dns_enabled: Some(true),
        subnet_ids: hosts.subnets(),
        security_group_ids: vec![group.id()],
        ..endpoint(vpc, service, Vec::new())
    }
}

/// The way to an AWS service.
fn endpoint(vpc: &Id<Vpc>, service: &str, route_table_ids: Vec<Ref<RouteTable>>) -> VpcEndpoint {
    VpcEndpoint {
        vpc_id: vpc.get(),
        service_name: sub!["com.amazonaws.", Pseudo::Region, ".", service],
        vpc_endpoint_type: "Gateway",
        route_table_ids,
        private_dns_enabled: None,
        subnet_ids: Vec::new(),
        security_group_ids: Vec::new(),
    }
}

/// The route table of databases: no way in or out.
pub(super) fn data_table(t: &mut Template, vpc: &Id<Vpc>) -> Id<RouteTable> {
    let why = HUNDRED.needs("no routes: a database neither reaches the internet nor is reached from it");
    t.add("DataRouteTable", why, RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name("data")] })
}
