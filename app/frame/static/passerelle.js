// The frame's script: the source beside the chat, the card of a mark, the drawers of a narrow
// screen, and the few words that Streamlit has in English alone. It never makes HTML of a text:
// what it inserts is textContent, or the answer of /evidence, which the server escapes.
"use strict";
(() => {
  const narrow = window.matchMedia("(max-width: 999.98px)");
  const MARKS = "a[data-evidence]";
  const root = document.documentElement;
  let shown = null; // what the pane shows: { key, exchange, chosen }
  let dismissed = false; // the reader closed the pane: nothing opens by itself any more
  let asking = null; // the request under way
  let conversation = new URLSearchParams(location.search).get("c");

  const words = () => document.getElementById("pa-words")?.dataset ?? {};
  const make = (tag, kind, inner = []) => {
    const element = document.createElement(tag);
    element.className = kind;
    element.append(...inner);
    return element;
  };
  const button = (kind, act) => {
    const made = make("button", kind);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  // What there is of our own beside Streamlit's page.
  const back = button("pa-prev", () => walk(-1));
  const forth = button("pa-next", () => walk(1));
  const close = button("pa-close", () => dismiss());
  const at = make("span", "pa-at");
  const bodyOf = make("div", "pa-body");
  const pane = make("aside", "", [make("div", "pa-tools", [back, at, forth, close]), bodyOf]);
  pane.id = "pa-evidence";
  bodyOf.tabIndex = 0;
  const card = make("div", "", [make("p", "quote"), make("p", "title")]);
  card.id = "pa-card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  const veil = make("div", "");
  veil.id = "pa-veil";
  veil.addEventListener("click", () => shut());
  const offline = make("div", "");
  offline.id = "pa-offline";
  offline.setAttribute("role", "alert");
  offline.hidden = true;

  // Which quotation a link leads to, whatever conversation it is in.
  const keyOf = link => {
    const query = new URL(link.href).searchParams;
    return ["source", "passage", "sentence"].map(name => query.get(name)).join("\n");
  };
  const exchangeOf = link =>
    [...(link.closest("[class*='st-key-exchange-']")?.classList ?? [])]
      .find(name => name.startsWith("st-key-exchange-")) ?? "";
  const linksOf = exchange => {
    const within = exchange ? document.querySelector(`.${CSS.escape(exchange)}`) : null;
    const found = new Map();
    for (const link of within?.querySelectorAll(MARKS) ?? [])
      if (!found.has(keyOf(link))) found.set(keyOf(link), link);
    return found;
  };
  const origin = () => (shown ? linksOf(shown.exchange).get(shown.key) : null);

  // Opening a source.
  const open = (link, chosen) => {
    shown = { key: keyOf(link), exchange: exchangeOf(link), chosen };
    dismissed = false;
    bring(new URL(link.href).searchParams, link.dataset.asked, chosen);
    if (chosen && narrow.matches) pull("evidence");
    refresh();
  };
  const bring = async (query, asked, focus) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    const request = new URLSearchParams(query);
    request.delete("c");
    request.set("reader", root.lang);
    request.set("asked", asked || root.lang);
    const slow = setTimeout(() => say(words().evidenceLoading, "pa-loading"), 200);
    try {
      const answer = await fetch(`./evidence?${request}`, { signal: mine.signal });
      const inner = await answer.text();
      clearTimeout(slow);
      if (mine.signal.aborted) return;
      if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) throw answer;
      bodyOf.innerHTML = inner;
      bodyOf.dataset.reader = root.lang;
      const found = bodyOf.querySelector("mark") ?? bodyOf.querySelector(".found");
      bodyOf.scrollTop = 0;
      if (found) {
        const place = found.getBoundingClientRect().top - bodyOf.getBoundingClientRect().top;
        const head = bodyOf.querySelector(".head")?.offsetHeight ?? 0;
        bodyOf.scrollTop = Math.max(0, place - Math.max(head + 16, bodyOf.clientHeight / 3));
      }
      if (focus) (bodyOf.querySelector("h2") ?? bodyOf).focus({ preventScroll: true });
    } catch (error) {
      clearTimeout(slow);
      if (mine.signal.aborted) return;
      say(words().evidenceFailed, "pa-failed");
      const again = button("pa-again", () => bring(query, asked, true));
      again.textContent = words().tryAgain;
      bodyOf.append(again);
      if (focus) again.focus();
    }
  };
  const say = (said, kind) => {
    const line = make("p", kind);
    line.textContent = said ?? "";
    line.setAttribute("role", kind === "pa-failed" ? "alert" : "status");
    bodyOf.replaceChildren(line);
  };
  const walk = step => {
    const links = [...linksOf(shown?.exchange).values()];
    const next = links[links.findIndex(link => keyOf(link) === shown?.key) + step];
    if (next) open(next, true);
  };
  const dismiss = () => {
    const from = origin();
    asking?.abort();
    shown = null;
    dismissed = true;
    bodyOf.replaceChildren();
    if (root.dataset.drawer === "evidence") shut(from);
    else (from ?? document.querySelector("[data-testid=stChatInputTextArea]"))?.focus();
    refresh();
  };

  // Drawers, where there is one column.
  const pull = drawer => {
    root.dataset.drawer = drawer;
    const main = document.querySelector(".stMain");
    if (main) main.inert = true;
    if (drawer === "evidence") {
      pane.setAttribute("role", "dialog");
      pane.setAttribute("aria-modal", "true");
    } else {
      document.querySelector(".stSidebar :is(button, input, a[href], summary)")?.focus();
    }
    refresh();
  };
  const shut = to => {
    const drawer = root.dataset.drawer;
    if (!drawer) return;
    delete root.dataset.drawer;
    pane.removeAttribute("role");
    pane.removeAttribute("aria-modal");
    const main = document.querySelector(".stMain");
    if (main) main.inert = false;
    const opener = drawer === "evidence" ? (to ?? origin()) : document.querySelector(".pa-drawer");
    opener?.focus();
    refresh();
  };
  narrow.addEventListener("change", () => shut());

  // The card of a mark: its sentence before it is opened.
  let waits = 0;
  const showCard = link => {
    const [quote, title] = card.children;
    quote.textContent = link.dataset.quote;
    quote.lang = title.lang = link.dataset.quoted;
    title.textContent = link.dataset.title;
    card.hidden = false;
    const box = link.getBoundingClientRect();
    const own = card.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left - 24), window.innerWidth - own.width - 8);
    const above = box.top - own.height - 6;
    card.style.left = `${left}px`;
    card.style.top = `${above > 60 ? above : box.bottom + 6}px`;
    for (const other of document.querySelectorAll("[aria-describedby=pa-card]"))
      other.removeAttribute("aria-describedby");
    link.setAttribute("aria-describedby", "pa-card");
  };
  const hideCard = () => {
    clearTimeout(waits);
    card.hidden = true;
  };
  const hovered = event => {
    const link = event.target.closest?.(`${MARKS}.mark`);
    if (link && event.pointerType !== "touch") {
      clearTimeout(waits);
      waits = setTimeout(() => showCard(link), 120);
    } else if (event.target.closest?.("#pa-card")) {
      clearTimeout(waits);
    } else if (!card.hidden) {
      clearTimeout(waits);
      waits = setTimeout(hideCard, 200);
    } else clearTimeout(waits);
  };
  document.addEventListener("pointerover", hovered);
  document.addEventListener("focusin", event => {
    const link = event.target.closest?.(`${MARKS}.mark`);
    if (link?.matches(":focus-visible")) showCard(link);
    else if (!link) hideCard();
  });
  document.addEventListener("scroll", hideCard, { capture: true, passive: true });

  // Clicks and keys.
  document.addEventListener("click", event => {
    const link = event.target.closest?.(MARKS);
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && plain && event.button === 0) {
      event.preventDefault();
      hideCard();
      open(link, true);
      return;
    }
    const opener = event.target.closest?.("[data-drawer]:not(html)");
    if (opener) pull(opener.dataset.drawer);
    else if (
      root.dataset.drawer === "conversations" &&
      event.target.closest?.(".st-key-conversations button, .st-key-new_beside button")
    )
      shut();
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (!card.hidden) hideCard();
    else if (pane.contains(document.activeElement)) dismiss();
    else if (root.dataset.drawer) shut();
    else return;
    event.preventDefault();
  });

  // After each change of the page.
  const set = (element, name, value) => {
    if (element && value && element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  // text nodes that were Streamlit's: what they said, and what they say now
  const rewritten = new WeakMap();
  const textsOf = (element) => {
    const found = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const refresh = () => {
    const said = words();
    set(pane, "aria-label", said.evidence);
    for (const [one, name] of [[back, said.previousCitation], [forth, said.nextCitation], [close, said.close]]) {
      set(one, "aria-label", name);
      set(one, "title", name);
    }
    set(document.querySelector("[data-testid=stChatInputSubmitButton]"), "aria-label", said.send);
    set(document.querySelector(".stSidebar"), "aria-label", said.conversations);
    const cross = ".stDialog button[type=button]:has(> svg[viewBox='0 0 10 10'])";
    set(document.querySelector(cross), "aria-label", said.close);
    // Streamlit's own words in a field for files
    for (const zone of document.querySelectorAll("[data-testid=stFileUploaderDropzone]")) {
      set(zone.querySelector("input"), "aria-label", said.chooseFiles);
      for (const node of textsOf(zone)) {
        const [theirs, ours] = rewritten.get(node) ?? [];
        const text = node.nodeValue === ours ? theirs : node.nodeValue;
        const size = text.match(/^([\d.]+)MB per file$/);
        const fresh = size ? said.perFile?.replace("{n}", size[1]) : text === "Upload" ? said.chooseFiles : null;
        if (!fresh || fresh === node.nodeValue) continue;
        rewritten.set(node, [text, fresh]);
        node.nodeValue = fresh;
      }
    }
    const skip = document.querySelector("[data-testid=stSkipToContent]");
    if (skip && said.skip && skip.textContent !== said.skip) skip.textContent = said.skip;
    set(document.querySelector(".pa-drawer"), "aria-expanded", String(root.dataset.drawer === "conversations"));
    const page = (path) => path.split("/").pop() || "chat";
    for (const link of document.querySelectorAll(".st-key-bar a")) {
      // as it is written: the chat's is empty, and would resolve to the page that is shown
      const here = page(link.getAttribute("href")) === page(location.pathname);
      if (here !== link.hasAttribute("aria-current"))
        here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    const now = [...document.querySelectorAll("[data-current]")].pop()?.dataset.current;
    for (const row of document.querySelectorAll(".stSidebar [class*='st-key-conversation-']"))
      for (const one of row.querySelectorAll("button"))
        if (row.classList.contains(now)) set(one, "aria-current", "true");
        else one.removeAttribute("aria-current");
    const links = linksOf(shown?.exchange);
    const number = [...links.keys()].indexOf(shown?.key);
    back.disabled = number <= 0;
    forth.disabled = number < 0 || number + 1 >= links.size;
    at.textContent =
      number < 0
        ? (said.evidence ?? "")
        : (said.evidencePlace ?? "").replace("{n}", number + 1).replace("{total}", links.size);
    pane.classList.toggle("empty", !shown);
    if (!shown && !bodyOf.querySelector(".pa-hint")) {
      const hint = make("p", "pa-hint");
      bodyOf.replaceChildren(hint);
    }
    const hint = bodyOf.querySelector(".pa-hint");
    if (hint && hint.textContent !== said.evidenceHint) hint.textContent = said.evidenceHint ?? "";
    for (const link of document.querySelectorAll(MARKS)) {
      const here = shown !== null && exchangeOf(link) === shown.exchange && keyOf(link) === shown.key;
      if (here !== link.hasAttribute("aria-current"))
        here ? link.setAttribute("aria-current", "location") : link.removeAttribute("aria-current");
    }
  };
  const forget = () => {
    const now = new URLSearchParams(location.search).get("c");
    if (now === conversation) return;
    if (conversation !== null && shown) {
      shown = null;
      bodyOf.replaceChildren();
    }
    if (conversation !== null) dismissed = false;
    conversation = now;
  };
  const follow = () => {
    // Beside the chat the newest answer's first source is there without a click, until the reader
    // has chosen or closed one.
    const log = document.querySelector(".st-key-log");
    if (!log || narrow.matches || dismissed || shown?.chosen) return;
    const last = [...log.querySelectorAll(".pa.citations")].pop();
    const link = last?.querySelector(MARKS);
    if (link && (keyOf(link) !== shown?.key || exchangeOf(link) !== shown?.exchange)) open(link, false);
  };
  const spoken = () => {
    if (shown && bodyOf.dataset.reader && bodyOf.dataset.reader !== root.lang && origin()) {
      const link = origin();
      bodyOf.dataset.reader = root.lang;
      bring(new URL(link.href).searchParams, link.dataset.asked, false);
    }
  };
  let lost = 0;
  let met = false; // whether there ever was a connection
  const connected = () => {
    const state = document.querySelector(".stApp")?.dataset.testConnectionState;
    met ||= state === "CONNECTED";
    const fine = !met || state === "CONNECTED";
    if (fine) {
      clearTimeout(lost);
      lost = 0;
      offline.hidden = true;
    } else if (!lost) {
      lost = setTimeout(() => {
        offline.textContent = words().offline ?? "";
        offline.hidden = false;
      }, 1500);
    }
  };
  let due = false;
  const changed = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      forget();
      follow();
      spoken();
      refresh();
      connected();
    });
  };

  document.body.append(pane, veil, card, offline);
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { childList: true }); // where dialogs are put
  observer.observe(document.getElementById("root"), {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["data-test-connection-state", "lang", "data-evidence", "href"],
  });
  changed();
})();
