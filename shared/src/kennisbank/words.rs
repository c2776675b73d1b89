//! The words of the kennisbank.

use crate::texts;

texts! {
    /// A kind of article.
    kind_uitleg: "Uitleg", "Explanation";
    /// A kind of article.
    kind_handreiking: "Handreiking", "Guideline";
    /// A kind of article.
    kind_goed_voorbeeld: "Goed voorbeeld", "Good example";
    /// A kind of article.
    kind_wet_en_recht: "Wet en recht", "Law";
    /// A kind of article.
    kind_factsheet: "Factsheet", "Factsheet";
    /// A kind of article.
    kind_model: "Model", "Template";
    /// Leads the overview.
    lead: "Uitleg, handreikingen, voorbeelden en modellen van en voor de partners in de regio.", "Explanations, guidelines, examples and templates by and for the partners in the region.";
    /// Leads the page of all themes.
    themes_lead: "Per thema: de kennis die er is, en de community’s waar u uw vraag kunt stellen.", "By theme: what is known, and the communities where you can ask.";
    /// Heads the newest articles.
    newest: "Nieuwste artikelen", "Newest articles";
    /// The name of a list of articles.
    articles: "Artikelen", "Articles";
    /// How many articles there are.
    count(n: i64): "{n} artikel" | "{n} artikelen", "{n} article" | "{n} articles";
    /// The filter by kind.
    kind: "Soort", "Kind";
    /// The filter by subject.
    subject: "Onderwerp", "Subject";
    /// The filter by tag.
    tag: "Trefwoord", "Tag";
    /// Takes a filter away.
    all: "Alles", "All";
    /// The theme of an article.
    theme: "Thema", "Theme";
    /// No articles.
    none: "Geen artikelen gevonden", "No articles found";
    /// What to do.
    none_help: "Kies een ander soort of onderwerp, of zoek op een woord.", "Choose another kind or subject, or search for a word.";
    /// A theme without articles.
    empty: "Hier staan nog geen artikelen", "No articles here yet";
    /// Why.
    empty_help: "Redacteuren van dit thema kunnen het eerste artikel schrijven.", "Editors of this theme can write the first article.";
    /// No themes yet.
    no_themes: "Er zijn nog geen thema’s", "There are no themes yet";
    /// Why.
    no_themes_help: "Een beheerder kan thema’s maken en er redacteuren voor aanwijzen.", "An administrator can make themes and appoint editors.";
    /// The communities of a theme.
    communities: "Community’s bij dit thema", "Communities of this theme";
    /// To all articles of a theme.
    all_of(n: i64): "Bekijk {n} artikel" | "Bekijk alle {n} artikelen", "See {n} article" | "See all {n} articles";
    /// The state of an article that was checked.
    reviewed(date: &str, who: &str): "Actueel, nagekeken op {date} door {who}", "Up to date, checked on {date} by {who}";
    /// The same when nobody's name is known.
    reviewed_on(date: &str): "Actueel, nagekeken op {date}", "Up to date, checked on {date}";
    /// The state of an article that was checked long ago.
    reviewed_long_ago(date: &str): "Langer dan een jaar geleden nagekeken, op {date}", "Checked more than a year ago, on {date}";
    /// The state of an article that nobody checked.
    not_reviewed: "Nog niet nagekeken", "Not checked yet";
    /// The button that says an article still holds.
    review: "Nagekeken, klopt nog", "Checked, still holds";
    /// A state.
    archived: "Gearchiveerd", "Archived";
    /// Says what that means.
    archived_means: "Dit artikel is gearchiveerd. Het staat niet meer in de lijsten.", "This article is archived. It no longer stands in the lists.";
    /// Says that only members of a community read it.
    only_community(name: &str): "Alleen leden van {name} lezen dit artikel.", "Only members of {name} read this article.";
    /// Heads the remark.
    remark_title: "Let op", "Note";
    /// The field.
    remark: "Opmerking voor de lezer", "Remark for the reader";
    /// A hint.
    remark_hint: "Bijvoorbeeld: historisch, stand 2017.", "For example: historical, as of 2017.";
    /// A fact.
    author: "Geschreven door", "Written by";
    /// A fact.
    organisation: "Eigenaar", "Owner";
    /// A fact.
    published: "Gepubliceerd", "Published";
    /// A fact.
    updated: "Gewijzigd", "Changed";
    /// A fact.
    source: "Bron", "Source";
    /// A field.
    source_url: "Webadres van de bron", "Web address of the source";
    /// A fact.
    licence: "Licentie", "Licence";
    /// The original.
    to_source: "Naar de bron", "To the source";
    /// The versions of an article.
    versions: "Versies", "Versions";
    /// How many.
    version_count(n: i64): "{n} versie" | "{n} versies", "{n} version" | "{n} versions";
    /// One version.
    version(n: i64): "Versie {n}" | "Versie {n}", "Version {n}" | "Version {n}";
    /// Says that a version is not the newest.
    old_version(n: i64): "Dit is versie {n}. Er is een nieuwere." | "Dit is versie {n}. Er is een nieuwere.", "This is version {n}. There is a newer one." | "This is version {n}. There is a newer one.";
    /// To the newest.
    to_newest: "Naar de huidige versie", "To the present version";
    /// Who made a version that nobody wrote here.
    imported: "Overgenomen uit de bron", "Taken from the source";
    /// What changed against the version before.
    changes: "Wat is er veranderd", "What changed";
    /// No changes.
    no_changes: "De tekst is gelijk aan de vorige versie.", "The text equals the version before.";
    /// A line that came, for screen readers.
    added: "Toegevoegd", "Added";
    /// A line that went, for screen readers.
    removed: "Verwijderd", "Removed";
    /// The page about an article.
    about: "Over dit artikel", "About this article";
    /// Other articles.
    related: "Verwante artikelen", "Related articles";
    /// Writes an article.
    new: "Nieuw artikel", "New article";
    /// Heads the form.
    edit_title: "Artikel bewerken", "Edit article";
    /// A field.
    title: "Titel", "Title";
    /// A field.
    body: "Tekst", "Text";
    /// A hint.
    body_hint: "Begin met een samenvatting. Tussenkoppen met ## worden de inhoudsopgave. **Vet**, lijsten, tabellen en links kunnen ook.", "Start with a summary. Headings with ## become the table of contents. **Bold**, lists, tables and links work too.";
    /// A field.
    tags: "Trefwoorden", "Tags";
    /// A hint.
    tags_hint: "Met komma’s ertussen.", "With commas between.";
    /// A field.
    published_at: "Datum van publicatie", "Date of publication";
    /// A hint.
    published_hint: "Leeg betekent: vandaag.", "Empty means: today.";
    /// Shows what it will look like.
    preview: "Voorbeeld bekijken", "Preview";
    /// Heads what it will look like.
    preview_title: "Zo ziet uw artikel eruit", "This is how your article looks";
    /// Says that it is not saved.
    preview_note: "Dit is nog niet bewaard.", "This is not saved yet.";
    /// Publishes.
    publish: "Publiceer artikel", "Publish article";
    /// Saves.
    save: "Bewaar wijziging", "Save change";
    /// Archives.
    archive: "Archiveer", "Archive";
    /// Brings back.
    unarchive: "Haal uit het archief", "Bring back from the archive";
    /// Deletes.
    remove: "Verwijder artikel", "Delete article";
    /// Asks whether.
    remove_sure: "Wilt u dit artikel verwijderen? Lezers kunnen het daarna niet meer openen.", "Do you want to delete this article? Readers can no longer open it afterwards.";
    /// Heads a conflict.
    conflict: "Dit artikel is intussen gewijzigd", "This article was changed meanwhile";
    /// What to do.
    conflict_help: "Uw tekst staat hieronder nog. Vergelijk hem met de huidige tekst en bewaar opnieuw.", "Your text is still below. Compare it with the present text and save again.";
    /// Heads the text that stands.
    conflict_now: "De huidige tekst", "The present text";
    /// Administration of themes.
    admin_title: "Thema’s beheren", "Manage themes";
    /// Leads it.
    admin_lead: "Thema’s ordenen de kennisbank. Redacteuren schrijven en wijzigen de artikelen van hun thema.", "Themes order the knowledge base. Editors write and change the articles of their theme.";
    /// Makes a theme.
    new_theme: "Nieuw thema", "New theme";
    /// A field.
    name: "Naam", "Name";
    /// A field.
    slug: "Naam in het webadres", "Name in the web address";
    /// A hint.
    slug_hint: "Kleine letters, cijfers en koppeltekens. Dit ligt daarna vast.", "Small letters, digits and hyphens. This is fixed afterwards.";
    /// A field.
    description: "Omschrijving", "Description";
    /// A field.
    position: "Volgorde", "Order";
    /// A hint.
    position_hint: "Een getal; laag komt eerst.", "A number; low comes first.";
    /// A field.
    audience: "Wie leest dit thema", "Who reads this theme";
    /// A choice.
    audience_public: "Iedereen", "Everybody";
    /// A choice.
    audience_alliance: "Alleen leden", "Members only";
    /// Makes the theme.
    make_theme: "Maak thema", "Make theme";
    /// Saves the theme.
    save_theme: "Bewaar thema", "Save theme";
    /// Heads the subjects of a theme.
    subjects: "Onderwerpen", "Subjects";
    /// A field.
    parent: "Valt onder", "Part of";
    /// No parent.
    no_parent: "Direct onder het thema", "Right under the theme";
    /// Adds a subject.
    add_subject: "Voeg onderwerp toe", "Add subject";
    /// Heads the form for one more.
    new_subject: "Nieuw onderwerp", "New subject";
    /// Deletes a subject.
    remove_subject: "Verwijder onderwerp", "Delete subject";
    /// The editors of a theme.
    editors: "Redacteuren", "Editors";
    /// Nobody.
    no_editors: "Dit thema heeft nog geen redacteuren. Beheerders kunnen wel schrijven.", "This theme has no editors yet. Administrators can write.";
    /// A field.
    editor_email: "E-mailadres van het lid", "E-mail address of the member";
    /// Adds an editor.
    add_editor: "Voeg redacteur toe", "Add editor";
    /// Removes an editor.
    remove_editor: "Haal weg", "Remove";
    /// To the page of the theme.
    view_theme: "Bekijk thema", "View theme";
    /// To the administration of a theme.
    manage: "Beheer", "Manage";
}
