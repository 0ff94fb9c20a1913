//! A template that is changed at rest: whoever changes it answers for its references.

use super::{
    Template,
    entry::Entry,
    node::{Map, Node},
};

impl Template {
    /// Logical ID and body of every resource, in order.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &Map)> {
        self.resources.iter().map(|(id, entry)| (id, &entry.body))
    }

    /// A resource's body: its type, attributes and properties.
    pub fn resource(&self, id: &str) -> Option<&Map> {
        self.resources.get(id).map(|entry| &entry.body)
    }

    /// The name of every parameter.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|(name, _)| name)
    }

    /// The name of every condition.
    pub fn conditions(&self) -> impl Iterator<Item = &str> {
        self.conditions.iter().map(|(name, _)| name)
    }

    /// The name of every mapping.
    pub fn mappings(&self) -> impl Iterator<Item = &str> {
        self.mappings.iter().map(|(name, _)| name)
    }

    /// Name and body of every output, in order.
    pub fn outputs(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.outputs.iter()
    }

    /// Gives a resource of the template another body of the same type; `paths` name what is different in it.
    pub fn change_resource(&mut self, id: &str, body: Map, paths: Vec<String>) {
        if let Some(entry) = self.resources.get_mut(id) {
            entry.body = body;
            entry.overridden = paths;
        }
    }

    /// Appends a resource that is in no component; the first one begins the group of this title.
    ///
    /// # Panics
    /// When the name is no logical ID.
    pub fn append_resource(&mut self, id: &str, body: Map, group: &'static str) {
        let first = self.resources.iter().all(|(_, entry)| entry.banner.as_deref() != Some(group));
        self.resources.put(id, Entry::added(body, first.then_some(group.into())));
    }

    /// Takes a resource out; its group begins with the next one, if it began with this one.
    pub fn remove_resource(&mut self, id: &str) {
        if let Some((entry, Some(next))) = self.resources.remove(id)
            && next.banner.is_none()
        {
            next.banner = entry.banner;
        }
    }

    /// Puts an output in the place of the one of this name, or last.
    ///
    /// # Panics
    /// When the name is no logical ID.
    pub fn put_output(&mut self, name: &str, body: Map) {
        self.outputs.put(name, body.into());
    }

    /// Takes an output out.
    pub fn remove_output(&mut self, name: &str) {
        drop(self.outputs.remove(name));
    }
}
