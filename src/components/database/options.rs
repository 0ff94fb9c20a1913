//! What Oracle encrypts connections with.

use super::Database;
use crate::{
    cfn::{
        Id, Template,
        types::rds::{OptionConfiguration, OptionGroup, OptionSetting},
    },
    components::talk::HUNDRED,
};

/// Oracle's own encryption: on the usual port, and without a certificate in each client's wallet.
const ENCRYPTION: [(&str, &str); 4] = [
    ("SQLNET.ENCRYPTION_SERVER", "REQUIRED"),
    ("SQLNET.ENCRYPTION_TYPES_SERVER", "AES256"),
    ("SQLNET.CRYPTO_CHECKSUM_SERVER", "REQUIRED"),
    ("SQLNET.CRYPTO_CHECKSUM_TYPES_SERVER", "SHA256"),
];

impl Database {
    /// The options of an engine whose parameters encrypt nothing.
    pub(super) fn options(&self, t: &mut Template) -> Option<Id<OptionGroup>> {
        let terms = self.engine.terms();
        if !terms.option {
            return None;
        }
        let settings = ENCRYPTION.map(|(name, value)| OptionSetting { name, value });
        let encryption = OptionConfiguration {
            option_name: "NATIVE_NETWORK_ENCRYPTION",
            option_settings: settings.into(),
        };
        let group = OptionGroup {
            engine_name: terms.name,
            major_engine_version: self.release.line(),
            option_group_description: "Encrypted connections",
            option_configurations: vec![encryption],
        };
        let why = HUNDRED.needs("encryption for every connection, by Oracle's own means").must(
            "keep EngineName, MajorEngineVersion and OptionGroupDescription: a change replaces the group",
        );
        Some(t.add("DatabaseOptions", why, group))
    }
}
