//! Who runs the managed database, and what became of it.

use crate::{
    cfn::Template,
    components::{
        app::Surroundings,
        dashboard::Drawn,
        database::{
            self, Database,
            aurora::{self, Aurora},
        },
        login::Login,
    },
};

/// Who runs the database.
#[derive(Clone, Debug)]
pub enum Engine {
    /// RDS: an instance, a standby and replicas.
    Rds(Database),
    /// Aurora: a cluster, and before services its proxy.
    Aurora(Aurora),
}

/// The database that is there.
pub(super) enum Sql {
    Rds(database::Built),
    Aurora(Box<aurora::Built>),
}

impl Engine {
    /// Its instances with so many further clusters: at the least, and at the most once readers have come with the reads.
    pub(super) fn instances(&self, further: u32) -> (u32, u32) {
        match self {
            Self::Rds(database) => (1 + u32::from(database.replicas), 1 + u32::from(database.replicas)),
            Self::Aurora(aurora) => {
                let least = (1 + further) * (1 + u32::from(aurora.readers));
                let more = aurora.readers_max.map_or(0, |most| u32::from(most - aurora.readers));
                (least, least + more)
            }
        }
    }

    pub(super) fn build(
        &self,
        t: &mut Template,
        site: database::Site<'_>,
        surroundings: &mut Surroundings,
    ) -> Sql {
        match self {
            Self::Rds(database) => Sql::Rds(database.build(t, site, surroundings)),
            Self::Aurora(aurora) => Sql::Aurora(aurora.build(t, site, surroundings).into()),
        }
    }
}

impl Sql {
    pub(super) fn administrator(&self) -> Option<&Login> {
        match self {
            Self::Rds(database) => Some(&database.administrator),
            Self::Aurora(aurora) => aurora.administrator.as_ref(),
        }
    }

    pub(super) fn drawn(&self) -> Vec<Drawn> {
        match self {
            Self::Rds(database) => database.drawn(),
            Self::Aurora(aurora) => aurora.cluster.drawn(),
        }
    }
}
