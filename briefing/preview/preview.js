"use strict";
// The page of the preview: the report stands in a frame, as its readers have it; whatever is asked
// of it, and what is written, stands beside it. With a file of answers in the page, nothing is sent.
const get = id => document.getElementById(id);
const frame = () => get("report"), held = get("answers"), token = location.pathname.split("/")[1];
const heard = text => { get("said").textContent = ""; setTimeout(() => { get("said").textContent = text; }, 50); };
const make = (tag, text, attributes = {}) => {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
const send = async (address, body, method = "POST") => {
  const answer = await fetch(address, { method, headers: { "X-Briefing": token },
    body: body instanceof Blob ? body : JSON.stringify(body) });
  const kind = answer.headers.get("content-type") || "";
  return { status: answer.status, ...(kind.includes("json") ? await answer.json() : { text: await answer.text() }) };
};

// ── panels ──────────────────────────────────────────────────────────────────────────────────────

let open = "answer";
const narrow = matchMedia("(max-width: 60rem)");
const inside = name => get(name).querySelector(".inside");
async function fill(name) {
  if (held || name === "answer" || name === "report") return;
  const answer = await fetch("panel/" + name);
  if (answer.ok) inside(name).innerHTML = await answer.text();
  else inside(name).innerHTML = answer.status === 422 ? (await answer.json()).problems : "";
  if (name === "work") job();
}
async function show(name, focus = true) {
  open = name;
  document.body.classList.toggle("reading", name === "report");
  for (const each of document.querySelectorAll(".panel")) each.hidden = each.id !== name;
  for (const each of document.querySelectorAll("[data-panel]")) {
    if (each.dataset.panel === name) each.setAttribute("aria-current", "true");
    else each.removeAttribute("aria-current");
  }
  if (name !== "report" && !(name === "write" && get("text"))) await fill(name);
  if (focus && name !== "report") get(name + ".title").focus();
}
for (const each of document.querySelectorAll("[data-panel]")) {
  each.addEventListener("click", () => show(each.dataset.panel, each.dataset.panel !== "report"));
}

// ── asking ──────────────────────────────────────────────────────────────────────────────────────

let answers = null, asked = "", marked = null;
async function unpacked() {
  const bytes = Uint8Array.from(atob(JSON.parse(held.textContent)), each => each.charCodeAt(0));
  return JSON.parse(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text());
}
async function answer(id) {
  if (held) {
    answers = answers || await unpacked();
    return answers[id];
  }
  const edition = get("edition") ? get("edition").value : "";
  const reply = await fetch(`ask?edition=${encodeURIComponent(edition)}&of=${encodeURIComponent(id)}`);
  return reply.ok ? reply.json() : reply.headers.get("content-type").includes("json") ? reply.json() : null;
}
function lines(rows) {
  const list = make("dl");
  for (const [depth, label, text, note, more] of rows) {
    const row = make("div", "", { class: "line depth" + depth });
    const term = make("dt");
    if (more) {
      const button = make("button", label, { type: "button", class: "quiet", "data-ask": more });
      term.append(button);
    } else term.textContent = label;
    row.append(term);
    const words = make("dd", text);
    if (note) words.append(" ", make("span", note, { class: "from" }));
    row.append(words);
    list.append(row);
  }
  return list;
}
async function ask(id, element, quietly = false) {
  asked = id;
  const found = await answer(id);
  if (asked !== id) return;
  const box = inside("answer");
  if (!found || !found.title) {
    if (quietly) return;
    box.innerHTML = found && found.problems || "";
    if (!found) box.append(make("p", "Nothing is known of it."));
  } else {
    box.replaceChildren(make("h3", found.title, { class: "asked" }),
      ...found.parts.flatMap(([heading, rows]) => [make("h4", heading), lines(rows)]));
  }
  if (quietly) return;
  if (marked) marked.classList.remove("asked-now");
  marked = element || null;
  if (marked) marked.classList.add("asked-now");
  await show("answer");
  get("answer").scrollTop = 0;
}
document.addEventListener("click", event => {
  const button = event.target.closest("[data-ask]");
  if (button) ask(button.dataset.ask);
});

// ── the frame ───────────────────────────────────────────────────────────────────────────────────

const FRAME = `.figure,.said{cursor:help;border-radius:2px}
.figure{text-decoration:underline dotted;text-decoration-color:var(--quiet);text-underline-offset:.2em;text-decoration-thickness:1px}
.said:hover{background:var(--head-ground)}
.figure:hover{background:var(--target);color:var(--paper)}
.figure:focus-visible,.ask:focus-visible{outline:3px solid var(--target);outline-offset:2px}
.asked-now{background:var(--amber)!important;color:var(--amber-ink)!important;box-shadow:0 0 0 3px var(--amber)}
.renewed{animation:renewed 4s ease-out}
@keyframes renewed{from{box-shadow:0 0 0 4px var(--green);background:var(--green)}}
@media (prefers-reduced-motion:reduce){.renewed{animation:none;box-shadow:-4px 0 0 var(--green)}}
button.ask{all:unset;display:inline-block;box-sizing:border-box;width:1.2em;height:1.2em;margin:0 -1.2em 0 0;
  text-align:center;font-size:.8em;line-height:1.2em;border-radius:50%;background:var(--heading);color:var(--paper);
  opacity:0;cursor:help;vertical-align:baseline;position:relative;left:-.1em;top:-.75em}
button.ask::after{content:"?" / ""}
.said:hover>button.ask,button.ask:focus,h3:hover>button.ask{opacity:1}
@media print{button.ask{display:none}}`;
const ASKABLE = ".figure[data-fact], button.ask";
function prepared(page) {
  const view = page.defaultView, sheet = new view.CSSStyleSheet();
  sheet.replaceSync(FRAME);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  const own = (id, words) => {
    const button = page.createElement("button");
    button.type = "button";
    button.className = "ask";
    button.tabIndex = -1;
    button.dataset.of = id;
    button.setAttribute("aria-label", words);
    return button;
  };
  for (const each of page.querySelectorAll(".said[data-statement]")) {
    if (!each.closest("a, summary")) each.append(own(each.dataset.statement, "Ask this sentence"));
  }
  for (const each of page.querySelectorAll(".panel h3[id^='panel.']")) {
    each.append(own(each.id.slice(6), "Ask this indicator"));
  }
  for (const each of page.querySelectorAll(".figure[data-fact]")) {
    if (each.closest("a, summary")) continue;
    each.tabIndex = -1;
    each.setAttribute("role", "button");
  }
  const first = page.querySelector(ASKABLE);
  if (first) first.tabIndex = 0;
  page.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']");
    if (link && page.URL === "about:srcdoc") {
      event.preventDefault();
      const place = page.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (place) place.scrollIntoView();
      return;
    }
    if (event.target.closest("a, summary, select, label, form") || !view.getSelection().isCollapsed) return;
    const of = idOf(event.target);
    if (of) ask(of[0], of[1]);
  });
  page.addEventListener("keydown", event => {
    const now = page.activeElement;
    if (event.key === "Escape") return void get("answer.title").focus();
    if (!now || !now.matches(ASKABLE)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const of = idOf(now);
      ask(of[0], of[1]);
      return;
    }
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...page.querySelectorAll(ASKABLE)].filter(each => each.hasAttribute("tabindex") && each.checkVisibility());
    const next = all[all.indexOf(now) + step];
    if (!next) return;
    now.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
// What an element of the report is: a figure, a sentence, or an indicator by its row or chart.
function idOf(element) {
  const button = element.closest("button.ask");
  if (button) return [button.dataset.of, button.parentElement];
  const figure = element.closest("[data-fact]");
  if (figure) return [figure.dataset.fact, figure];
  const said = element.closest("[data-statement]");
  if (said) return [said.dataset.statement, said];
  const cell = element.closest("td, figure");
  const row = cell && cell.closest("tr");
  const link = row && row.querySelector("th a[href^='#panel.']");
  if (link) return [decodeURIComponent(link.getAttribute("href")).slice(7), cell];
  const panel = cell && cell.closest(".panel");
  const heading = panel && panel.querySelector("h3[id^='panel.']");
  return heading ? [heading.id.slice(6), cell] : null;
}
const texts = page => new Map([...page.querySelectorAll("[data-statement], .panel table")].map(
  each => [each.dataset.statement || each.id, [each, each.textContent]]));
function place(page) {
  const view = page.defaultView;
  for (const each of page.querySelectorAll("main [id]")) {
    const box = each.getBoundingClientRect();
    if (box.height && box.bottom > 0) return [each.id, box.top, view.scrollY];
  }
  return ["", 0, view.scrollY];
}
let loading = "";
function load(edition, hash) {
  if (loading === edition + hash) return;
  loading = edition + hash;
  const old = frame(), before = old.contentDocument, same = old.dataset.edition === edition;
  const fresh = old.cloneNode(false);
  fresh.removeAttribute("id");
  fresh.className = "coming";
  fresh.title = "The report: " + edition + " edition";
  fresh.dataset.edition = edition;
  fresh.dataset.hash = hash;
  fresh.addEventListener("load", () => {
    const page = fresh.contentDocument;
    prepared(page);
    if (same && before && before.querySelector("main")) {
      const [id, top, y] = place(before), found = id && page.getElementById(id);
      page.defaultView.scrollTo({ top: y, behavior: "instant" });
      if (found) page.defaultView.scrollBy({ top: found.getBoundingClientRect().top - top, behavior: "instant" });
      const was = texts(before);
      let changed = 0;
      for (const [name, [each, text]] of texts(page)) {
        const then = was.get(name);
        if (then && then[1] === text) continue;
        if (each.dataset.statement) changed += 1;
        each.classList.add("renewed");
      }
      heard(changed ? `The report was renewed: ${changed} sentence${changed === 1 ? "" : "s"} changed.` : "The report was renewed.");
    }
    marked = null;
    old.remove();
    fresh.id = "report";
    fresh.className = "";
    if (asked) ask(asked, null, true);
  }, { once: true });
  fresh.src = "report/" + edition;
  old.after(fresh);
}

// Of another area nothing is shown meanwhile.
function blank() {
  const fresh = make("iframe", "", { id: "report", title: "The report: none yet" });
  for (const each of document.querySelectorAll(".paper iframe")) each.remove();
  document.querySelector(".paper").append(fresh);
  loading = "";
  asked = "";
}

// ── what is told ────────────────────────────────────────────────────────────────────────────────

const GONE = "The preview was stopped: start it again to go on. What you typed until then is offered there; what you type now stands in this window alone.";
let last = {}, stopped = false;
async function areas(now) {
  const select = get("area");
  select.closest("label").hidden = !now.areas;
  if (!now.areas) return;
  if (select.options.length !== now.areas || now.area && ![...select.options].some(each => each.value === now.area)) {
    const rows = await (await fetch("areas")).json();
    select.replaceChildren(...rows.map(([id, name]) => make("option", name, { value: id })));
  }
  if (now.area && document.activeElement !== select) select.value = now.area;
}
function light(kind, words) {
  get("state").className = kind;
  get("state").querySelector(".words").textContent = words;
}
function counted(count, name) { return `${count} ${name}${count === 1 ? "" : "s"}`; }
function told(now) {
  const names = Object.keys(now.pages);
  const select = get("edition");
  if (names.length && (select ? [...select.options].map(each => each.value).join() : names[0]) !== (select ? names.join() : names[0])) location.reload();
  if (names.length > 1 && !select) location.reload();
  const edition = select ? select.value : names[0];
  areas(now);
  if (!names.length && now.areas && frame().dataset.edition) blank();
  if (edition && frame().dataset.hash !== now.pages[edition]) load(edition, now.pages[edition]);
  if (now.title) {
    document.querySelector(".bar h1").textContent = now.title;
    document.title = `${now.title} (preview)`;
  }
  const wrong = now.errors ? counted(now.errors, "problem") : counted(now.warnings, "warning");
  if (!now.number) light("busy", "Reading the folder …");
  else if (now.busy) light("busy", "Renewing …");
  else if (!now.whole) light("wrong", names.length ? `${wrong}: this is the last good report` : wrong);
  else light(now.warnings ? "warned" : "well", `Up to date at ${now.at}` + (now.warnings ? `, ${wrong}` : ""));
  const count = document.querySelector("[data-panel=problems] .count");
  count.textContent = now.errors + now.warnings ? ` (${now.errors + now.warnings})` : "";
  if (now.number !== last.number) {
    if (open === "problems" && !inside("problems").contains(document.activeElement)) fill("problems");
    if (open === "write" && !get("text")) fill("write");
    if (get("text")) looked();
    if (!now.whole && last.whole && !now.busy) heard(`${wrong} in the folder.`);
  }
  if (now.job && JSON.stringify(now.job) !== JSON.stringify(last.job) && now.job.state !== "working") {
    heard(now.job.state === "done" ? "The work is done." : "The work was not done.");
    if (open === "work") fill("work");
  } else if (now.job) job();
  last = now;
}
async function job() {
  const box = get("job");
  if (box) box.innerHTML = await (await fetch("panel/job")).text();
}
function listen() {
  const events = new EventSource("events");
  events.onmessage = event => { stopped = false; told(JSON.parse(event.data)); };
  events.onerror = () => {
    stopped = true;
    light("wrong", GONE);
  };
}

// ── writing ─────────────────────────────────────────────────────────────────────────────────────

async function write(name) {
  if (loose()) await looked();
  await show("write", false);
  const reply = await fetch(`editor?file=${encodeURIComponent(name)}&window=${own}`);
  inside("write").innerHTML = reply.ok ? await reply.text() : (await reply.json()).problems;
  if (get("text")) {
    document.querySelector("form.editor").dataset.kept = get("text").value;
    get("text").focus();
    get("text").setSelectionRange(get("text").value.length, get("text").value.length);
    looked();
  }
}
const own = crypto.randomUUID();      // this window: what it keeps of what is typed is its own
let waiting = 0, turn = 0, since = 0, keeping = true;
async function looked() {
  const form = document.querySelector("form.editor");
  if (!form) return;
  const mine = ++turn;
  const text = get("text").value;
  let reply;
  try { reply = await send("words", typedWords(form)); } catch { return; }   // the server is gone: the light says so
  keeping = reply.status === 200;
  if (keeping) form.dataset.kept = text;
  if (mine === turn && form.isConnected) form.querySelector(".read").innerHTML = reply.text || reply.problems || "";
}
const typedWords = form => ({ file: form.dataset.file, text: get("text").value, hash: form.dataset.hash, window: own });
// Whether the field has words that stand nowhere else.
const loose = () => get("text") && get("text").value !== document.querySelector("form.editor").dataset.kept;
async function save(hash) {
  const form = document.querySelector("form.editor"), said = form.querySelector(".outcome");
  const text = get("text").value;
  clearTimeout(waiting);
  let reply;
  try { reply = await send("save", { ...typedWords(form), hash: hash ?? form.dataset.hash }); }
  catch { said.textContent = GONE; return; }
  form.querySelector(".clash").innerHTML = reply.conflict || reply.problems || "";
  said.textContent = reply.said || "Not saved.";
  if (reply.status === 200) { form.dataset.hash = reply.hash; form.dataset.kept = text; }
  if (reply.status === 200 && get("text").value !== text) looked();     // typed while it was saved
}
async function takeUp(window) {
  const form = document.querySelector("form.editor"), button = form.querySelector("[type=submit]");
  button.disabled = true;       // until the words are there
  await looked();
  const reply = await send("take", { file: form.dataset.file, window, by: own });
  if (reply.offers !== undefined) form.querySelector(".offers").innerHTML = reply.offers;
  button.disabled = false;
  if (reply.text === undefined) return;
  form.querySelector(".outcome").textContent = "";
  get("text").value = reply.text;
  form.dataset.hash = reply.hash;
  form.dataset.kept = reply.text;
  get("text").focus();
  looked();
}
async function thrown(button) {
  await send("discard", { file: button.dataset.of, window: button.dataset.discard });
  const row = button.closest(".kept"), list = row.parentElement;
  row.remove();
  heard("The words were taken away.");
  (get("text") || get("write.title")).focus();
  if (open === "write" && !get("text") && !list.querySelector(".kept")) fill("write");
}
// Words that are typed without a pause are kept too; and so are those of a window that is left.
addEventListener("visibilitychange", () => { if (document.hidden && loose()) looked(); });
addEventListener("pagehide", () => {
  if (!loose()) return;
  const body = JSON.stringify(typedWords(document.querySelector("form.editor")));
  fetch("words", { method: "POST", headers: { "X-Briefing": token }, body, keepalive: body.length < 60000 }).catch(() => {});
});
addEventListener("beforeunload", event => { if ((stopped || !keeping) && loose()) event.preventDefault(); });

// A figure is put in after "{": the list follows what is typed, and the keys move in it.
let first = -1;
const typed = () => {
  const field = get("text"), before = field.value.slice(0, field.selectionStart);
  const at = before.lastIndexOf("{");
  return at >= 0 && !/[}\n]/.test(before.slice(at)) && before.length - at < 60 ? [at, before.slice(at + 1)] : null;
};
function closed() {
  const list = get("slots");
  if (list) { list.hidden = true; list.replaceChildren(); }
  if (get("text")) get("text").removeAttribute("aria-activedescendant");
  first = -1;
}
async function offered() {
  const found = typed();
  if (!found) return closed();
  const form = document.querySelector("form.editor");
  const rows = await (await fetch(`slots?like=${encodeURIComponent(found[1])}&file=${encodeURIComponent(form.dataset.file)}`)).json();
  const now = typed();
  if (!now || now[1] !== found[1]) return;
  const list = get("slots");
  list.replaceChildren(...rows.map(([slot, shown, what], n) => {
    const row = make("li", "", { role: "option", id: "slot." + n, "data-slot": slot, "aria-selected": "false" });
    row.append(make("strong", shown), " ", make("span", what), make("small", slot));
    return row;
  }));
  list.hidden = !rows.length;
  chosen(rows.length ? 0 : -1);
}
function chosen(n) {
  const rows = [...get("slots").children];
  first = rows.length ? (n + rows.length) % rows.length : -1;
  rows.forEach((row, m) => row.setAttribute("aria-selected", String(m === first)));
  if (first < 0) return void get("text").removeAttribute("aria-activedescendant");
  get("text").setAttribute("aria-activedescendant", "slot." + first);
  rows[first].scrollIntoView({ block: "nearest" });
}
function put(row) {
  const field = get("text"), [at] = typed() || [field.selectionStart];
  field.setRangeText(row.dataset.slot, at, field.selectionStart, "end");
  closed();
  field.focus();
  looked();
}
document.addEventListener("input", event => {
  if (event.target.id !== "text") return;
  clearTimeout(waiting);
  since = since || Date.now();
  waiting = setTimeout(() => { since = 0; looked(); }, Date.now() - since > 2000 ? 0 : 300);
  document.querySelector("form.editor .outcome").textContent = "";
  offered();
});
document.addEventListener("keydown", event => {
  if (event.target.id !== "text" || first < 0) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) chosen(first + move);
  else if (event.key === "Enter" || event.key === "Tab") put(get("slots").children[first]);
  else if (event.key === "Escape") closed();
  else return;
  event.preventDefault();
});
document.addEventListener("mousedown", event => {
  const row = event.target.closest("[data-slot]");
  if (row) { event.preventDefault(); put(row); }
});

// ── forms and buttons ───────────────────────────────────────────────────────────────────────────

document.addEventListener("click", async event => {
  const at = name => event.target.closest(`button[data-${name}]`);
  const form = document.querySelector("form.editor");
  if (at("write")) write(at("write").dataset.write);
  else if (at("list")) { if (loose()) await looked(); inside("write").replaceChildren(); fill("write"); }
  else if (at("take")) takeUp(at("take").dataset.take);
  else if (at("discard")) thrown(at("discard"));
  else if (at("over")) save(at("over").dataset.over);
  else if (at("theirs")) {
    get("text").value = form.querySelector("template").content.textContent;
    form.dataset.hash = at("theirs").dataset.theirs;
    form.querySelector(".clash").replaceChildren();
    looked();
  } else if (at("setting")) {
    await show("settings");
    const field = document.querySelector(`[name="${CSS.escape(at("setting").dataset.setting)}"]`);
    if (field) field.focus();
  } else if (at("job")) begin(at("job").dataset.job, {});
  else if (at("show")) {
    loading = "";
    frame().src = "review";
    frame().dataset.hash = "review";
    const back = make("button", "Back to the report", { type: "button", class: "main" });
    back.addEventListener("click", () => { back.remove(); told(last); });
    at("show").replaceWith(back);
    if (narrow.matches) show("report", false);
  }
});
async function begin(name, fields) {
  const reply = await send("job/" + name, fields);
  if (reply.status !== 200 && get("job")) get("job").innerHTML = reply.problems || reply.text || "";
}
document.addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.target, fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  if (form.matches(".editor")) return save();
  if (form.matches("[data-new]")) {
    const edition = get("new.edition").value;
    return write(`commentary/${get("new.area") ? get("new.area").value : ""}${get("new.place").value}${edition ? "." + edition : ""}.md`);
  }
  if (form.matches("[data-job]")) return begin(form.dataset.job, fields);
  if (form.matches("[data-upload]")) {
    const file = get("send").files[0];
    const reply = await send("upload?name=" + encodeURIComponent(file.name), file, "PUT");
    if (reply.status !== 200) get("job").innerHTML = reply.problems || `<p>${reply.status === 413 ? "The file is too large." : ""}</p>`;
    return;
  }
  if (form.matches("[data-send]")) {
    for (const box of form.querySelectorAll("input[type=checkbox]")) if (!box.checked) fields[box.name] = "";
    const reply = await send(form.dataset.send, { ...fields, hash: form.dataset.hash });
    const said = form.querySelector(".outcome");
    if (reply.said) { said.textContent = reply.said; heard(reply.said); } else said.innerHTML = reply.conflict || reply.problems || "";
    if (reply.status === 200 && form.dataset.send === "settings") fill("settings");
  }
});
get("area").addEventListener("change", async () => {
  const name = get("area").selectedOptions[0].textContent;
  await send("area", { area: get("area").value });
  heard(`The report of ${name} is read.`);
  inside("answer").replaceChildren();
});
if (get("edition")) get("edition").addEventListener("change", () => { asked = ""; told(last); });

// ── the beginning ───────────────────────────────────────────────────────────────────────────────

if (narrow.matches) show("report", false);

if (held) {
  const ready = () => prepared(frame().contentDocument);
  if (frame().contentDocument && frame().contentDocument.readyState === "complete" && frame().contentDocument.querySelector("main")) ready();
  else frame().addEventListener("load", ready, { once: true });
  get("state").className = "well";
} else listen();
