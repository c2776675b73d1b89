//! The description of the JSON API, made from the doors themselves.

use super::router;
use axum::{http::header, response::IntoResponse};
use std::sync::LazyLock;
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, OpenApi,
    security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
};

const ABOUT: &str = "Everything a program can do on this site. Sign in with `POST /api/v1/session` and send the token as \
    `Authorization: Bearer …`. Lists take `limit` (at most 100) and `cursor` and answer `{items, next_cursor}`. \
    Ids are opaque. Times are RFC 3339 in UTC. What fails answers a problem document (RFC 9457).";

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut json = serde_json::to_value(api()).unwrap_or_default();
    name(&mut json);
    serde_json::to_string_pretty(&json).unwrap_or_default()
});

/// The description as JSON.
pub fn text() -> &'static str {
    &TEXT
}

/// `GET /api/v1/openapi.json`.
pub async fn show() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")], text())
}

fn api() -> OpenApi {
    let mut api = router::doors().api().clone();
    api.info = InfoBuilder::new().title("Plein").version(env!("CARGO_PKG_VERSION")).description(Some(ABOUT)).build();
    let bearer = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    let components = api.components.take().unwrap_or_else(|| ComponentsBuilder::new().build());
    api.components = Some(ComponentsBuilder::from(components).security_scheme("token", bearer).build());
    // With a token or without one: what everybody may read needs none.
    api.security =
        Some(vec![SecurityRequirement::new::<_, [&str; 0], &str>("token", []), SecurityRequirement::default()]);
    api
}

/// Gives each operation a name of its own: functions of different features are called the same.
fn name(json: &mut serde_json::Value) {
    let Some(paths) = json.get_mut("paths").and_then(serde_json::Value::as_object_mut) else { return };
    for (path, verbs) in paths {
        let words: Vec<&str> = path.split(['/', '{', '}']).filter(|word| !word.is_empty()).skip(2).collect();
        for (verb, operation) in verbs.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                operation.insert("operationId".to_owned(), format!("{verb}-{}", words.join("-")).into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_json_door_is_described() {
        let json: serde_json::Value = serde_json::from_str(text()).expect("JSON");
        let missing: Vec<String> = router::doors()
            .table()
            .iter()
            .filter(|(verb, path)| path.starts_with("/api/v1") && json["paths"][*path][verb.to_lowercase()].is_null())
            .map(|(verb, path)| format!("{verb} {path}"))
            .collect();
        assert!(missing.is_empty(), "describe these doors with #[utoipa::path]: {missing:#?}");
    }

    #[test]
    fn nothing_is_described_that_is_not_there() {
        let json: serde_json::Value = serde_json::from_str(text()).expect("JSON");
        let doors = router::doors();
        for (path, verbs) in json["paths"].as_object().expect("paths") {
            for verb in verbs.as_object().expect("methods").keys() {
                let known = doors.table().iter().any(|(door, at)| at == path && door.to_lowercase() == *verb);
                assert!(known, "{verb} {path}");
            }
        }
    }

    #[test]
    fn every_schema_that_is_named_exists() {
        let text = text();
        let json: serde_json::Value = serde_json::from_str(text).expect("JSON");
        for part in text.split("\"#/components/schemas/").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            assert!(!json["components"]["schemas"][name].is_null(), "{name}");
        }
    }
}
