//! Ways to ask more precisely: states, files, days, tags, one conversation, the panel; and what is no operator.

use tests::{App, Body, Chosen, Client, PDF, Value, both, json};

fn coded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn ask(client: &Client, text: &str) -> Value {
    client.get(&format!("/api/v1/search?q={}", coded(text))).await.is(200).json()
}

/// The titles and numbers of what is found: of a thread its kind, of a post its number.
fn kinds(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().expect("items");
    let mut kinds: Vec<_> = items.iter().map(|hit| hit["kind"].as_str().expect("a kind").to_owned()).collect();
    kinds.sort();
    kinds
}

/// Waits until a question finds exactly these kinds.
async fn until(app: &App, text: &str, wanted: &[&str]) {
    app.until(&format!("{wanted:?} for {text}"), async || {
        (kinds(&ask(&app.member(), text).await) == wanted).then_some(())
    })
    .await;
}

async fn open(app: &App, title: &str, tags: &[&str]) -> String {
    let new = json!({ "title": title, "body_markdown": "Wie heeft ervaring met wolkenkrabbers?", "tags": tags });
    app.member().post("/api/v1/communities/kring-open/threads", new).await.is(201).at("id")
}

both! {
    how_a_conversation_stands_can_be_asked_for, async |app| {
        let thread = open(app, "Wolkenkrabber", &[]).await;
        until(app, "wolkenkrabber status:onbeantwoord", &["thread"]).await;
        until(app, "wolkenkrabber status:open", &["thread"]).await;
        let reply = json!({ "body_markdown": "Een wolkenkrabber staat hier niet." });
        app.owner().post(&format!("/api/v1/threads/{thread}/posts"), reply).await.is(201);
        until(app, "wolkenkrabber status:onbeantwoord", &[]).await;
        until(app, "wolkenkrabber status:open", &["post", "thread"]).await;
        until(app, "wolkenkrabber status:unanswered", &[]).await;
        app.owner().form(&format!("/t/{thread}/staat"), &[("closed", "true")]).await.is(303);
        // The replies of a closed conversation are of a closed conversation.
        until(app, "wolkenkrabber status:gesloten", &["post", "thread"]).await;
        until(app, "wolkenkrabber status:open", &[]).await;
        until(app, "wolkenkrabber -status:gesloten", &[]).await;
        until(app, "wolkenkrabber status:opgelost", &[]).await;
        app.owner().form(&format!("/t/{thread}/staat"), &[("closed", "false")]).await.is(303);
        until(app, "wolkenkrabber -status:closed", &["post", "thread"]).await;
    }

    what_carries_a_file_can_be_asked_for, async |app| {
        let thread = open(app, "Wolkenkrabber", &[]).await;
        let file = Chosen { field: "files", name: "Bouwtekening.pdf", mime: "application/pdf", bytes: PDF };
        let fields = [("body_markdown", "De tekening van de wolkenkrabber.")];
        app.member().ask("POST", &format!("/t/{thread}/reageer"), Body::upload(&fields, &[file])).await.is(303);
        until(app, "wolkenkrabber heeft:bijlage soort:bericht", &["post"]).await;
        until(app, "wolkenkrabber has:attachment soort:gesprek", &[]).await;
        until(app, "wolkenkrabber -heeft:bijlage", &["thread"]).await;
    }

    days_and_spans_narrow, async |app| {
        open(app, "Wolkenkrabber", &[]).await;
        until(app, "wolkenkrabber", &["thread"]).await;
        for text in ["na:vandaag", "na:gisteren", "na:vorige maand", "na:\"dit jaar\"", "vanaf:2020", "-voor:vandaag", "voor:2200", "na:2020 na:gisteren", "after:yesterday"] {
            assert_eq!(kinds(&ask(&app.visitor(), &format!("wolkenkrabber {text}")).await), ["thread"], "{text}");
        }
        for text in ["voor:vandaag", "-na:gisteren", "voor:\"deze week\"", "before:2020", "na:2200", "na:vandaag voor:vandaag", "voor:2200 voor:vorig jaar"] {
            assert_eq!(kinds(&ask(&app.visitor(), &format!("wolkenkrabber {text}")).await), [""; 0], "{text}");
        }
    }

    tags_are_counted_and_narrow, async |app| {
        open(app, "Wolkenkrabber een", &["hoogbouw", "stad"]).await;
        open(app, "Wolkenkrabber twee", &["stad"]).await;
        until(app, "wolkenkrabber", &["thread", "thread"]).await;
        let answer: Value = app.visitor().get("/api/v1/search?q=wolkenkrabber&tag=hoogbouw").await.is(200).json();
        assert_eq!((answer["total"].as_i64(), answer["items"][0]["title"].as_str()), (Some(1), Some("Wolkenkrabber een")));
        let tags: Vec<_> = answer["facets"]["tag"].as_array().expect("tags").iter().map(|tag| (tag["key"].as_str(), tag["count"].as_i64())).collect();
        assert_eq!(tags, [(Some("stad"), Some(2)), (Some("hoogbouw"), Some(1))]);
        assert_eq!(kinds(&ask(&app.visitor(), "wolkenkrabber label:stad -label:hoogbouw").await), ["thread"]);
        let page = app.visitor().get("/zoeken?q=wolkenkrabber&trefwoord=hoogbouw").await.is(200).text();
        assert!(page.contains("Wolkenkrabber een") && !page.contains("Wolkenkrabber twee"));
    }

    one_conversation_alone_is_looked_in_and_only_by_who_reads_it, async |app| {
        let thread = open(app, "Wolkenkrabber een", &[]).await;
        open(app, "Wolkenkrabber twee", &[]).await;
        app.owner().post(&format!("/api/v1/threads/{thread}/posts"), json!({ "body_markdown": "Hier staat een wolkenkrabber." })).await.is(201);
        until(app, "wolkenkrabber", &["post", "thread", "thread"]).await;
        let answer: Value = app.visitor().get(&format!("/api/v1/search?q=wolkenkrabber&thread={thread}")).await.is(200).json();
        assert_eq!(kinds(&answer), ["post", "thread"]);
        assert_eq!(answer["thread"]["title"], "Wolkenkrabber een");
        let page = app.visitor().get(&format!("/zoeken?q=wolkenkrabber&gesprek={thread}")).await.is(200).text();
        assert!(page.contains("U zoekt alleen in het gesprek") && page.contains("Zoek overal"), "{page}");
        let kept = &app.world.circle("hidden").thread;
        for client in [app.visitor(), app.stranger(), app.admin()] {
            let answer: Value = client.get(&format!("/api/v1/search?thread={kept}")).await.is(200).json();
            assert_eq!((answer["total"].as_i64(), answer.get("thread")), (Some(0), None));
        }
        let inside: Value = app.member().get(&format!("/api/v1/search?thread={kept}")).await.is(200).json();
        assert!(inside["total"].as_i64() > Some(0) && inside["thread"]["title"].is_string(), "{inside}");
        for none in ["onzin", "%00", "-", "99999999999999999999999999999999999999"] {
            let answer = app.member().get(&format!("/api/v1/search?q=wolkenkrabber&thread={none}")).await;
            assert!([200, 400].contains(&answer.status), "{none}: {}", answer.status);
        }
    }

    the_panel_writes_the_language_of_the_field, async |app| {
        let typed = app.visitor().get("/zoeken?woorden=wolken+-regen&titel=on&type=gesprek&van=Pieter+de+Vries&label=Stad&status=open&bijlage=on&vanaf=vorige+maand&tot=2027").await.is(303);
        let address = typed.location().strip_prefix("/zoeken?q=").expect("a search").to_owned();
        let query: String = url::form_urlencoded::parse(format!("q={address}").as_bytes()).map(|(_, text)| text.into_owned()).collect();
        assert_eq!(query, "wolken -regen in:titel soort:gesprek van:\"Pieter de Vries\" label:\"stad\" status:open heeft:bijlage na:\"vorige maand\" voor:2027-01-01");
        let page = app.visitor().get(&format!("/zoeken?q={address}")).await.is(200).text();
        for part in ["value=\"wolken -regen\"", "value=\"Pieter de Vries\"", "value=\"stad\"", "value=\"vorige maand\"", "value=\"2027-01-01\""] {
            assert!(page.contains(part), "{part} is not in the panel");
        }
        assert_eq!(app.visitor().get("/zoeken?woorden=&type=&status=").await.is(303).location(), "/zoeken?q=");
        let odd = app.visitor().get("/zoeken?woorden=pand&type=banaan&status=blauw&vanaf=ooit").await.is(303);
        assert_eq!(odd.location(), format!("/zoeken?q={}", "pand%20na%3A%22ooit%22"));
        let page = app.visitor().get(odd.location()).await.is(200);
        assert!(page.seen().contains("“ooit” is geen datum of periode") && page.text().contains("value=\"ooit\""), "{}", page.seen());
        // What narrows the results stays when the panel asks anew.
        let narrowed = "gesprek=abc&community=kring-open&thema=jeugd&jaar=2026&organisatie=1&trefwoord=stad";
        let page = app.visitor().get(&format!("/zoeken?q=pand&{narrowed}")).await.is(200).text();
        assert!(page.contains("<input type=\"hidden\" name=\"community\" value=\"kring-open\""), "{page}");
        let sent = app.visitor().get(&format!("/zoeken?woorden=pand&type=artikel&{narrowed}")).await.is(303);
        assert_eq!(sent.location(), "/zoeken?q=pand%20soort%3Aartikel&community=kring-open&thema=jeugd&jaar=2026&organisatie=1&trefwoord=stad&gesprek=abc");
    }

    an_empty_page_has_ways_on, async |app| {
        open(app, "Wolkenkrabber", &[]).await;
        until(app, "wolkenkrabber", &["thread"]).await;
        let page = async |client: Client, text: &str| client.get(&format!("/zoeken?q={}", coded(text))).await.is(200);
        for (text, told) in [
            ("wolkenkrabber community:bestaatniet", "Er is geen community “bestaatniet” waarin u kunt zoeken."),
            ("wolkenkrabber thema:bestaatniet", "Er is geen thema “bestaatniet”."),
            ("wolkenkrabber van:@niemandzo", "Er is geen lid gevonden met de naam “niemandzo”."),
        ] {
            let page = page(app.member(), text).await;
            assert!(page.seen().contains(told) && page.seen().contains("Zoek zonder"), "{text}: {}", page.seen());
            assert!(page.text().contains("href=\"/zoeken?q=wolkenkrabber\""), "{text}");
        }
        // A hidden community is as absent as one that does not exist, and who is a member is for members.
        let hidden = page(app.stranger(), "wolkenkrabber community:kring-hidden").await.seen();
        assert!(hidden.contains("Er is geen community “kring-hidden” waarin u kunt zoeken."), "{hidden}");
        for name in ["niemandzo", "pieter"] {
            let page = page(app.visitor(), &format!("bestaatnergens van:{name}")).await.seen();
            assert!(!page.contains("Er is geen lid gevonden"), "{page}");
        }
        let phrase = page(app.member(), "\"krabber wolken\"").await;
        assert!(phrase.seen().contains("Zoek de losse woorden krabber wolken"), "{}", phrase.seen());
        // A name alone leads to the list in which it would stand.
        for (text, href) in [("community:bestaatniet", "/c"), ("thema:bestaatniet", "/themas"), ("van:niemandzo", "/leden")] {
            let ways = page(app.member(), text).await.text();
            let ways = ways.split("search-ways").nth(1).unwrap_or_default();
            assert!(ways.split("</ul>").next().is_some_and(|ways| ways.contains(&format!("href=\"{href}\""))), "{text}");
        }
        let common = page(app.member(), "de het een").await.seen();
        assert!(common.contains("Deze woorden staan bijna overal in."), "{common}");
    }

    several_of_one_sort_mean_any_of_them, async |app| {
        let thread = open(app, "Wolkenkrabber", &["stad"]).await;
        app.owner().post(&format!("/api/v1/threads/{thread}/posts"), json!({ "body_markdown": "Een wolkenkrabber." })).await.is(201);
        until(app, "wolkenkrabber soort:gesprek soort:bericht", &["post", "thread"]).await;
        until(app, "wolkenkrabber soort:draad", &["thread"]).await;
        until(app, "wolkenkrabber community:kring-open community:kring-listed", &["post", "thread"]).await;
        until(app, "wolkenkrabber -soort:bericht -soort:artikel", &["thread"]).await;
        until(app, "wolkenkrabber van:ik", &["thread"]).await;
    }

    of_a_thread_the_best_is_shown_and_the_rest_is_told, async |app| {
        let thread = open(app, "Wolkenkrabber", &[]).await;
        for n in 1..=3 {
            let text = format!("Dit is nummer {n} over een wolkenkrabber, en er staat nog wat bij.");
            app.owner().post(&format!("/api/v1/threads/{thread}/posts"), json!({ "body_markdown": text })).await.is(201);
        }
        until(app, "wolkenkrabber", &["post", "post", "post", "thread"]).await;
        let answer: Value = app.visitor().get("/api/v1/search?q=wolkenkrabber&per_thread=true").await.is(200).json();
        assert_eq!(kinds(&answer), ["thread"]);
        assert_eq!(answer["items"][0]["others"], json!({ "thread": thread, "count": 3 }));
        let page = app.visitor().get("/zoeken?q=wolkenkrabber").await.is(200);
        assert!(page.seen().contains("4 resultaten") && page.seen().contains("nog 3 in dit gesprek"), "{}", page.seen());
        assert!(page.text().contains(&format!("href=\"/zoeken?q=wolkenkrabber&amp;gesprek={thread}\"")), "{}", page.text());
        // Who asks for posts wants them all.
        let posts = app.visitor().get("/zoeken?q=wolkenkrabber+soort:bericht").await.is(200).seen();
        assert!(!posts.contains("in dit gesprek") && posts.contains("nummer 1") && posts.contains("nummer 3"), "{posts}");
    }

    a_suggestion_forgives_a_letter_when_nothing_begins_so, async |app| {
        open(app, "Wolkenkrabbers bij de haven", &[]).await;
        until(app, "wolkenkrabbers soort:gesprek in:titel", &["thread"]).await;
        let suggested = async |typed: &str| app.visitor().get(&format!("/api/v1/suggest?q={}", coded(typed))).await.is(200).text();
        for typed in ["wolkenk", "wolkenkr haven", "wolkekra", "wolkenkrabebrs hav", "wolkenkrabbers havne"] {
            assert_eq!(suggested(typed).await.contains("Wolkenkrabbers bij de haven"), typed != "wolkenkr haven", "{typed}");
        }
        assert!(!suggested("wolf").await.contains("Wolkenkrabbers"));
    }

    a_word_half_typed_is_completed_before_it_is_corrected, async |app| {
        open(app, "Interventiemogelijkheden", &[]).await;
        open(app, "Interventies", &[]).await;
        until(app, "interventies soort:gesprek in:titel", &["thread", "thread"]).await;
        let answer = ask(&app.visitor(), "interventiem").await;
        assert_eq!(answer["items"][0]["title"], "Interventiemogelijkheden", "{answer}");
        assert_eq!(answer["did_you_mean"], "interventiemogelijkheden");
        let answer = ask(&app.visitor(), "wolkenkr").await;
        assert!(answer["items"][0]["snippet_html"].as_str().is_some_and(|html| html.contains("<mark>wolkenkrabbers</mark>")), "{answer}");
    }

    what_is_no_operator_is_words_and_says_so, async |app| {
        open(app, "Afdeling wolkenkrabbers", &[]).await;
        until(app, "wolkenkrabber", &["thread"]).await;
        let answer = ask(&app.visitor(), "afdeling:wolkenkrabbers soort:banaan").await;
        assert_eq!(kinds(&answer), ["thread"]);
        assert_eq!(answer["hints"], json!([{ "what": "operator", "key": "afdeling" }, { "what": "value", "key": "soort", "value": "banaan" }]));
        let page = app.visitor().get("/zoeken?q=afdeling:wolkenkrabbers+soort:banaan").await.is(200).seen();
        assert!(page.contains("“afdeling:” is geen zoekopdracht") && page.contains("“banaan” kan niet achter “soort:” staan"), "{page}");
        assert!(ask(&app.visitor(), "wolkenkrabbers http://proef.example 12:30").await.get("hints").is_none());
    }

    what_is_marked_is_told_with_the_words_around_it, async |app| {
        open(app, "Wolkenkrabber", &[]).await;
        until(app, "wolkenkrabber", &["thread"]).await;
        let answer = ask(&app.visitor(), "wolkenkrabber").await;
        assert_eq!(answer["items"][0]["marked"], json!([{ "before": "ervaring met", "word": "wolkenkrabbers", "after": "?" }]));
        let page = app.visitor().get("/zoeken?q=wolkenkrabber").await.is(200).text();
        assert!(page.contains("#:~:text=ervaring%20met-,wolkenkrabbers,-%3F\""), "{page}");
    }

    an_administrator_says_how_a_word_falls_apart, async |app| {
        open(app, "Het flubberkwartier in de stad", &[]).await;
        until(app, "flubberkwartier", &["thread"]).await;
        until(app, "kwartier", &[]).await;
        let shown = async |word: &str| app.admin().get(&format!("/beheer/samenstellingen?woord={word}")).await.is(200).seen();
        let save = async |word: &str, parts: &str| app.admin().form("/beheer/samenstellingen", &[("word", word), ("parts", parts)]).await;
        assert!(save("Flubberkwartier", "flubber + kwartier").await.is(303).location().contains("bewaard"));
        until(app, "kwartier", &["thread"]).await;
        assert!(shown("flubberkwartier").await.contains("gesplitst in flubber + kwartier"));
        until(app, "woonoverlast", &[]).await;
        save("woonoverlast", "").await.is(303);
        app.until("the word to stay whole", async || shown("woonoverlast").await.contains("blijft heel").then_some(())).await;
        for (word, parts, field) in [("twee woorden", "", "word"), ("", "a b", "word"), ("flubberkwartier", "flubber", "parts"), ("flubberkwartier", "tulp kwartier", "parts"), ("flubberkwartier", "fl ubberkwartier", "parts")] {
            let page = save(word, parts).await.is(422).text();
            assert!(page.contains(&format!("id=\"{field}-fault\"")) || page.contains("field--wrong"), "{word} {parts}: {page}");
        }
        app.admin().form("/beheer/samenstellingen/verwijderen", &[("word", "flubberkwartier")]).await.is(303);
        app.admin().form("/beheer/samenstellingen/verwijderen", &[("word", "flubberkwartier")]).await.is(404);
        until(app, "kwartier", &[]).await;
        // What was said holds after a start as well.
        app.stop().await;
        app.start().await;
        assert!(shown("woonoverlast").await.contains("blijft heel"));
    }

    hostile_questions_break_nothing, async |app| {
        const PIECES: [&str; 48] = [
            "\"", "(", ")", "-", "--", ":", "*", "?", "~", "^", "\\", "/", "{", "}", "[", "]", "+", "&", "|", "!", "%", "<", ">", "'", ";", "@", "#", "in:", "van:", "soort:", "voor:", "na:", "status:", "heeft:", "label:",
            "AND", "OR", "NOT", "kring", "é", "\u{202e}", "🏴", "a\u{301}", "titel", "vorige", "maand", "9999999999", " ",
        ];
        // A generator with a seed of its own (Numerical Recipes, the quick one): the same 2,000 questions each time.
        let mut state = 20_261_125_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).expect("31 bits") % below
        };
        let clients = [app.visitor(), app.member()];
        for n in 0..2_000 {
            let count = 1 + next(40);
            let text: String = (0..count).map(|_| PIECES[next(PIECES.len())]).collect::<Vec<_>>().join(if n % 3 == 0 { " " } else { "" });
            let answer = clients[n % 2].get(&format!("/api/v1/search?q={}", coded(&text))).await;
            assert!([200, 422].contains(&answer.status), "{text:?}: {}", answer.status);
        }
    }
}
