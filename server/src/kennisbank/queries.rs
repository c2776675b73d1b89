//! Every SQL text of the kennisbank.

mod articles;
mod revisions;
mod themes;
mod writing;

pub use articles::{Wanted, articles, by_external_id, kinds, organisation_of, organisations, related};
pub use revisions::{revision, revisions};
pub use themes::{
    add_editor, add_subject, change_subject, change_theme, communities, drop_editor, drop_subject, editors,
    insert_theme, link, member_by_email, named_theme, subject_of, subjects, themes,
};
pub use writing::{NewRow, archive, change, delete, insert, insert_imported, review, update_imported};
