//! The words about the site, and what its pages say when the site owner wrote nothing.

use crate::texts;

texts! {
    /// Heads the settings of the site.
    settings: "Instellingen van de site", "Settings of the site";
    /// A field.
    name: "Naam van de site", "Name of the site";
    /// Its hint.
    name_hint: "Staat boven elke pagina en in mail.", "Stands above every page and in mail.";
    /// A field.
    open: "Wie lezen open community’s?", "Who reads open communities?";
    /// An answer.
    open_world: "Iedereen", "Everybody";
    /// What it means.
    open_world_means: "Ook bezoekers die niet zijn ingelogd, en zoekmachines.", "Also visitors who are not signed in, and search engines.";
    /// An answer.
    open_members: "Alle leden", "All members";
    /// What it means.
    open_members_means: "Alleen wie is ingelogd. Dit geldt meteen voor alle open community’s.", "Only those who are signed in. This holds at once for all open communities.";
    /// A field.
    contact: "E-mailadres voor vragen", "E-mail address for questions";
    /// Its hint.
    contact_hint: "Staat op de contactpagina en in security.txt. Is het leeg, dan verwijzen wij naar de contactpagina.", "Stands on the contact page and in security.txt. When it is empty, we refer to the contact page.";
    /// After saving.
    saved: "De instellingen zijn opgeslagen.", "The settings have been saved.";
    /// Heads the list of pages.
    pages: "Pagina’s", "Pages";
    /// Leads the list of pages.
    pages_lead: "De teksten onder aan de site. Zolang u niets schrijft, staat er een korte tekst van ons.", "The texts at the foot of the site. As long as you write nothing, a short text of ours stands there.";
    /// A column.
    page: "Pagina", "Page";
    /// A column.
    changed: "Gewijzigd", "Changed";
    /// A page without text of the owner.
    built_in: "Standaardtekst", "Standard text";
    /// A field.
    title: "Titel", "Title";
    /// A field.
    body: "Tekst", "Text";
    /// Its hint.
    body_hint: "U kunt koppen, lijsten en links maken met Markdown. Begin koppen met ##.", "You can make headings, lists and links with Markdown. Begin headings with ##.";
    /// Heads the form of a page.
    edit_page(page: &str, language: &str): "{page} ({language})", "{page} ({language})";
    /// A button.
    edit_this: "Tekst bewerken", "Edit text";
    /// When a page was last changed.
    last_changed(date: &str): "Laatst gewijzigd op {date}", "Last changed on {date}";
    /// The help page.
    help_text(site: &str): "## Inloggen\n\nGa naar [Inloggen](/inloggen) en vul uw zakelijke e-mailadres en wachtwoord in.\n\n## Een vraag stellen\n\nOpen een [community](/c) en begin een gesprek. Schrijf de titel als vraag. Noem geen namen of gegevens van inwoners.\n\n## Zoeken\n\nGebruik het zoekveld boven elke pagina. U vindt alleen wat u mag lezen.\n\n## Uw profiel\n\nBij [Instellingen](/instellingen) en op uw profiel bepaalt u wie welke gegevens ziet.\n\nKomt u er niet uit? Kijk op de pagina [Contact](/contact) van {site}.", "## Signing in\n\nGo to [Sign in](/inloggen) and fill in your work e-mail address and password.\n\n## Asking a question\n\nOpen a [community](/c) and start a conversation. Write the title as a question. Leave out names and details of residents.\n\n## Searching\n\nUse the search field above every page. You only find what you may read.\n\n## Your profile\n\nIn [Settings](/instellingen) and on your profile you decide who sees which details.\n\nStill stuck? See the [Contact](/contact) page of {site}.";
    /// The contact page.
    contact_text(site: &str, mail: &str): "Hebt u een vraag over {site}, of wilt u iets melden? Mail naar [{mail}](mailto:{mail}).\n\nOok een lek of zwakke plek in de beveiliging meldt u op dit adres. Wij lezen het op werkdagen.\n\nDit is geen meldpunt voor incidenten. Bel bij direct gevaar 112.", "Do you have a question about {site}, or something to report? Write to [{mail}](mailto:{mail}).\n\nA leak or weakness in our security can be reported here as well. We read it on working days.\n\nThis is not a place to report incidents. In immediate danger, call 112.";
    /// The contact page, without an address.
    contact_text_without_mail(site: &str): "Hebt u een vraag over {site}? Vraag het aan een beheerder van uw community of aan de beheerder van de site.\n\nDit is geen meldpunt voor incidenten. Bel bij direct gevaar 112.", "Do you have a question about {site}? Ask an owner of your community or the administrator of the site.\n\nThis is not a place to report incidents. In immediate danger, call 112.";
    /// The privacy page.
    privacy_text(site: &str): "## Welke gegevens\n\n{site} bewaart van elk lid de naam, de functie, de organisatie en het zakelijke e-mailadres. Een telefoonnummer, een foto en onderwerpen vult u in als u dat wilt. Bij elk daarvan bepaalt u wie het ziet.\n\nOok bewaren wij wat u schrijft, uw lidmaatschappen en uw instellingen. Bij het inloggen leggen wij het tijdstip en een ingekort netwerkadres vast.\n\n## Cookies\n\nEr zijn alleen cookies die nodig zijn om ingelogd te blijven en uw taal te onthouden. Er zijn geen advertenties en geen volgsystemen, en de site haalt niets op bij andere bedrijven.\n\n## Uw rechten\n\nU mag uw gegevens inzien, verbeteren, meenemen of laten wissen. Hoe u ons bereikt, staat op de pagina [Contact](/contact).", "## What we keep\n\nFor every member {site} keeps the name, function, organisation and work e-mail address. A telephone number, a photo and subjects are yours to add. For each of them you decide who sees it.\n\nWe also keep what you write, your memberships and your settings. When you sign in we record the time and a shortened network address.\n\n## Cookies\n\nThere are only cookies that are needed to keep you signed in and to remember your language. There is no advertising and no tracking, and the site loads nothing from other companies.\n\n## Your rights\n\nYou may see, correct, take along or erase your data. How to reach us is on the [Contact](/contact) page.";
    /// The accessibility statement.
    accessibility_text(site: &str): "Iedereen moet {site} kunnen gebruiken. Wij werken naar WCAG 2.2, niveau A en AA.\n\nU kunt de site bedienen met alleen het toetsenbord. Lezen en reageren lukt ook zonder JavaScript. Tekst past zich aan bij 400 procent vergroting.\n\nDe beheerder heeft nog geen onderzoek laten doen en nog geen verklaring gepubliceerd. Loopt u tegen een drempel aan? Meld het via de pagina [Contact](/contact).", "Everyone should be able to use {site}. We work to WCAG 2.2, levels A and AA.\n\nThe site can be operated with the keyboard alone. Reading and replying work without JavaScript. Text adapts to 400 per cent zoom.\n\nThe administrator has not had an audit done and has not published a statement yet. Have you met a barrier? Report it through the [Contact](/contact) page.";
}
