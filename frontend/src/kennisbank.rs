//! The kennisbank's pages: themes, articles with their versions, the form that writes, and the administration of themes.

mod article;
mod form;
mod lists;
mod manage;
mod versions;

pub use article::{ArticlePage, MayEdit};
pub use form::{Conflict, FormPage, Preview, Target};
pub use lists::{ArticleList, Narrowing, OverviewPage, SubjectLink, ThemeCard, ThemePage, ThemesPage};
pub use manage::{ManagePage, ManageThemesPage, Typed};
pub use versions::{Change, VersionPage, VersionsPage};
