//! A router with a table of its own doors.

use crate::app::App;
use axum::{
    Router,
    handler::Handler,
    routing::{MethodRouter, delete, get, patch, post, put},
};
use utoipa::openapi::OpenApi;

/// Doors of a feature: built like a router, listed like a table.
#[derive(Default)]
pub struct Doors {
    table: Vec<(&'static str, &'static str)>,
    api: OpenApi,
    router: Router<App>,
}

macro_rules! methods { ($($(#[$doc:meta])* $name:ident $verb:literal;)+) => {$(
    $(#[$doc])*
    #[must_use]
    pub fn $name<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.door($verb, path, $name(handler))
    }
)+} }

impl Doors {
    /// No doors yet.
    pub fn new() -> Self {
        Self::default()
    }

    methods! {
        /// A door for `GET` (and `HEAD`): it changes nothing.
        get "GET";
        /// A door for `POST`.
        post "POST";
        /// A door for `PUT`.
        put "PUT";
        /// A door for `PATCH`.
        patch "PATCH";
        /// A door for `DELETE`.
        delete "DELETE";
    }

    fn door(mut self, verb: &'static str, path: &'static str, handler: MethodRouter<App>) -> Self {
        self.table.push((verb, path));
        self.router = self.router.route(path, handler);
        self
    }

    /// Says what the JSON doors among these take and give: `#[derive(utoipa::OpenApi)]` of the feature's `rest.rs`.
    #[must_use]
    pub fn described<D: utoipa::OpenApi>(mut self) -> Self {
        self.api.merge(D::openapi());
        self
    }

    /// What the JSON doors take and give.
    pub const fn api(&self) -> &OpenApi {
        &self.api
    }

    /// These doors and those of `other`.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.api.merge(other.api);
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// Method and path of each door.
    pub fn table(&self) -> &[(&'static str, &'static str)] {
        &self.table
    }

    /// The router.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
