//! Every SQL text of the kennisbank.

mod articles;
mod themes;

pub use articles::{
    NewRow, Wanted, archive, articles, by_external_id, change, delete, insert, insert_imported, kinds, organisation_of,
    organisations, related, review, revision, revisions, update_imported,
};
pub use themes::{
    add_editor, add_subject, change_subject, change_theme, communities, drop_editor, drop_subject, editors,
    insert_theme, link, member_by_email, named_theme, subject_of, subjects, themes,
};
