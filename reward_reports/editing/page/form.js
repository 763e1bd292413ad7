"use strict";
// The form. It asks `desk` for the state of the report and shows it; every change is a request.
const $ = (id) => document.getElementById(id);
const TITLES = ["name", "title", "what", "summary", "term", "metric", "path", "field"];
const FIRST_SECTION = "report", LAST_SECTION = "lists", LISTS = ["references", "figures", "bindings"];
let form = null, state = null, part = FIRST_SECTION, waiting = Promise.resolve();
const open = new Set();

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Sentences of ours, in which names of keys and values stand between backticks.
const prose = (text) => text.split("`").map((piece, index) => (index % 2 ? make("code", {}, piece) : piece));
const plain = (text) => text.replaceAll("`", "");

// One request after the other: each is about the state that the last one left.
function ask(request) {
  waiting = waiting.then(() => send(request));
  return waiting;
}

async function send(request) {
  const data = await desk.send(request, state && state.etag);
  $("error").textContent = data.error || "";
  if (data.error) { // what was typed stays where it is
    $("status").textContent = "";
    return null;
  }
  if (data.sections) form = data;
  if (data.etag) {
    const changed = state && state.etag !== data.etag;
    state = data;
    if (changed) $("status").textContent = desk.saved(data);
    show();
  }
  return data;
}

const change = (op, path, more = {}) => ask({ op, path, ...more });
const put = (path, value) => (value === "" || value.length === 0 ? change("clear", path) : change("set", path, { value }));

function at(path) {
  return path.reduce((data, step) => (data === undefined || data === null ? undefined : data[step]), state.data);
}

const idOf = (path) => `f-${path.join("-")}`;

function show() {
  const active = document.activeElement;
  const held = active && active.id ? { id: active.id, value: active.value, dirty: active.dataset.dirty } : null;
  const scroll = window.scrollY;
  document.title = $("title").textContent = at(["report", "title"]) || "Reward report";
  $("file").textContent = form.file;
  $("begin").hidden = $("welcome").hidden = true;
  $("work").hidden = $("tools").hidden = false;
  $("undo").disabled = !state.can_undo;
  $("redo").disabled = !state.can_redo;
  $("fix-all").disabled = !state.findings.some((one) => one.fix && one.fix.safe);
  $("level").value = state.level;
  $("progress").replaceChildren(...state.progress.map(progressLine));
  $("parts").replaceChildren(...parts());
  const main = $("main");
  if (part === "preview") showPreview(main);
  else if (part === "yaml" || !state.readable) main.replaceChildren(...yamlView());
  else main.replaceChildren(...sectionView());
  window.scrollTo(0, scroll);
  const back = held && $(held.id);
  if (!back) return;
  if (held.dirty && "value" in back) {
    back.value = held.value;
    back.dataset.dirty = "yes";
  }
  back.focus({ preventScroll: true });
}

const LEVELS = { minimal: "First draft", standard: "Complete", publishable: "Ready to publish" };

function progressLine({ level, left }) {
  const words = left === null ? "the YAML cannot be read" : left === 0 ? "done" : left === 1 ? "1 left" : `${left} left`;
  return make("li", {}, `${LEVELS[level]}: ${words}`);
}

function sectionOf(finding) {
  const key = finding.path[0];
  if (LISTS.includes(key)) return LAST_SECTION;
  return form.sections.some((one) => one.key === key) ? key : FIRST_SECTION;
}

function parts() {
  const counted = (key) => state.findings.filter((one) => sectionOf(one) === key).length;
  const listed = form.sections.map((one) => [one.key, one.title, counted(one.key)]);
  listed.push(["preview", "Preview", 0], ["yaml", "YAML", 0]);
  return listed.map(([key, title, count]) =>
    make("li", {}, make("button", { type: "button", id: `part-${key}`, "aria-current": part === key ? "true" : false, onclick: () => turn(key) },
      count ? `${title} (${count} left)` : title)));
}

function turn(key) {
  part = key;
  $("status").textContent = "";
  show();
  window.scrollTo(0, 0);
  $("main").focus();
}

function sectionView() {
  const section = form.sections.find((one) => one.key === part) || form.sections[0];
  const slots = new Map();
  const made = [make("h2", {}, section.title), section.help ? make("p", {}, ...prose(section.help)) : "",
    ...questions(section, slots)];
  placeFindings(section, slots, made);
  const next = form.sections[form.sections.indexOf(section) + 1];
  if (next) made.push(make("div", { class: "buttons" }, make("button", { type: "button", onclick: () => turn(next.key) }, `Next: ${next.title}`)));
  return made;
}

// For a first draft, what it can do without is folded away, unless it has an answer or a finding.
function questions(section, slots) {
  const isAsked = (one) => state.level !== "minimal" || one.minimal || at(one.path) !== undefined && at(one.path) !== null
    || state.findings.some((finding) => one.path.every((step, index) => finding.path[index] === step));
  const more = section.questions.filter((one) => !isAsked(one));
  const made = section.questions.filter(isAsked).map((one) => question(one, slots));
  if (!more.length) return made;
  const title = `${more.length} more ${more.length === 1 ? "question" : "questions"}, not needed for a first draft`;
  return [...made, folded(title, [section.key, "more"], slots, () => more.map((one) => question(one, slots)))];
}

// A finding stands at the innermost thing on the page that it is about.
function placeFindings(section, slots, made) {
  const rest = make("div");
  state.findings.forEach((finding, index) => {
    if (sectionOf(finding) !== section.key) return;
    const path = finding.path.slice();
    while (path.length && !slots.has(idOf(path))) path.pop();
    (slots.get(idOf(path)) || rest).append(findingView(finding, index));
  });
  made.splice(2, 0, rest);
}

function findingView(finding, index) {
  const isEmpty = finding.code === "CMP001";
  const kind = isEmpty ? "Left to do" : finding.severity === "info" ? "Hint" : finding.severity === "error" ? "Error" : "Warning";
  const advice = isEmpty ? "Answer it; or open “State, reason and sources”, choose why there is no answer, and give the reason." : `${finding.advice}.`;
  const line = make("div", { class: `finding ${finding.severity}` },
    make("strong", {}, kind), " ", ...prose(`${finding.message}. ${advice} (${finding.code})`));
  if (finding.fix) {
    const title = finding.fix.safe ? finding.fix.title : `${finding.fix.title} (review the result)`;
    line.append(make("div", { class: "buttons" },
      make("button", { type: "button", onclick: () => ask({ op: "fix", index, code: finding.code }) }, title)));
  }
  return line;
}

function question(spec, slots) {
  const words = state.states.find((one) => one.path.join(".") === spec.path.join("."));
  const box = make("section", { class: "question", "aria-labelledby": `${idOf(spec.path)}-title` },
    make("h3", { id: `${idOf(spec.path)}-title` }, spec.title));
  if (spec.help) box.append(make("p", {}, ...prose(spec.help)));
  if (spec.asks.length) box.append(make("ul", {}, ...spec.asks.map((one) => make("li", {}, ...prose(one)))));
  if (spec.writer) box.append(make("p", { class: "hint" }, `Who usually knows: ${spec.writer}. Who reads it: ${spec.reader}.`));
  if (words) box.append(make("p", { class: "state" }, `Now: ${words.words}.`));
  box.append(...control({ ...spec, help: "", title: spec.kind === "answer" ? "Your answer" : spec.title }, spec.path, slots, true));
  if (!slots.has(idOf(spec.path))) addSlot(box, spec.path, slots);
  return box;
}

function addSlot(holder, path, slots) {
  const slot = make("div");
  slots.set(idOf(path), slot);
  holder.append(slot);
}

function control(spec, path, slots, top = false) {
  if (spec.kind === "answer") return answerView(spec, path, slots, top);
  if (spec.kind === "register") return registerView(spec, path, slots, top);
  if (spec.kind === "group") return [folded(top ? null : spec.title, path, slots, () => fields(spec.shape, path, slots))];
  if (spec.kind === "entries") return [folded(top ? null : spec.title, path, slots, () => entries(spec, path, slots))];
  return [field(spec, path, slots)];
}

// What is folded is made when it is opened, so that the page stays small. Findings stand below it while it is closed.
function folded(title, path, slots, content, key = `${idOf(path)}+`) {
  const box = make("div");
  if (title === null) {
    box.append(...content());
  } else {
    const details = make("details", { open: open.has(key) }, make("summary", { id: `${key}-summary` }, title));
    if (open.has(key)) details.append(...content());
    details.addEventListener("toggle", () => {
      if (details.open === open.has(key)) return;
      if (details.open) open.add(key);
      else open.delete(key);
      show();
    });
    box.append(details);
  }
  addSlot(box, path, slots);
  return box;
}

function fields(shape, path, slots, wanted = () => true) {
  return form.shapes[shape].fields.filter(wanted).flatMap((one) => control(one, [...path, one.key], slots));
}

function answerView(spec, path, slots, top) {
  const shape = form.shapes[spec.shape];
  const inside = () => [
    ...shape.fields.filter((one) => one.key === "text" || one.key === "value").map((one) =>
      field({ ...one, title: top ? "Your answer" : spec.title, help: top ? "" : spec.help }, [...path, one.key], slots)),
    ...fields(spec.shape, path, slots, (one) => !one.frame && one.key !== "text" && one.key !== "value"),
    frame(spec, path, slots),
  ];
  return top ? inside() : [folded(spec.title, path, slots, inside)];
}

function frame(spec, path, slots) {
  return folded("State, reason and sources", [...path, "about"], slots, () => fields(spec.shape, path, slots, (one) => one.frame));
}

function registerView(spec, path, slots, top) {
  const items = form.shapes[spec.shape].fields.find((one) => one.key === "items");
  const inside = () => [
    ...entries(items, [...path, "items"], slots),
    ...form.shapes[spec.shape].fields.filter((one) => !one.frame && one.key !== "items").flatMap((one) =>
      control(one.key === "text" ? { ...one, title: "In your own words" } : one, [...path, one.key], slots)),
    frame(spec, path, slots),
  ];
  return top ? inside() : [folded(spec.title, path, slots, inside)];
}

const keyOf = (list, entry, index) => `${idOf(list)}#${entry.id || index}`;
const nameOf = (entry, index) => {
  const key = TITLES.find((one) => typeof entry[one] === "string");
  return (key && entry[key]) || entry.id || `Entry ${index + 1}`;
};

function entries(spec, path, slots) {
  const list = Array.isArray(at(path)) ? at(path) : [];
  const shape = form.shapes[spec.shape];
  return [...list.map((entry, index) => entryView(spec, [...path, index], entry, index, list.length, slots)), adder(shape, path, list)];
}

function entryView(spec, path, entry, index, count, slots) {
  const list = path.slice(0, -1), name = nameOf(entry, index);
  const button = (words, act, disabled = false) =>
    make("button", { type: "button", disabled, "aria-label": `${words}: ${name}`, onclick: act }, words);
  const box = folded(name, path, slots, () => [
    ...fields(spec.shape, path, slots),
    make("div", { class: "buttons" },
      button("Move up", () => change("move", list, { index, to: index - 1 }), index === 0),
      button("Move down", () => change("move", list, { index, to: index + 1 }), index === count - 1),
      button("Remove", () => change("remove", list, { index }))),
  ], keyOf(list, entry, index));
  box.classList.add("entry");
  return box;
}

function adder(shape, path, list) {
  const asked = shape.fields.filter((one) => one.key !== "id" && ["line", "text", "date", "duration"].includes(one.kind));
  const isTitle = (one) => TITLES.includes(one.key) && !one.targets;
  const named = asked.find((one) => one.needed && isTitle(one)) || asked.find(isTitle) || asked.find((one) => one.needed) || asked[0];
  if (!named) return make("p", { class: "hint" }, `Add a new ${shape.noun} in the YAML.`);
  const id = `${idOf(path)}-new`;
  const input = make("input", { id, autocomplete: "off" });
  const add = () => {
    const words = input.value.trim();
    if (!words) {
      $("error").textContent = `Write the ${named.title.toLowerCase()} of the new ${shape.noun} first.`;
      input.focus();
      return;
    }
    const entry = { ...known(shape), [named.key]: words };
    if (shape.fields.some((one) => one.key === "id")) entry.id = freeId(words, list);
    open.add(keyOf(path, entry, list.length));
    input.value = "";
    change("add", path, { entry });
  };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
  return make("div", { class: "field" },
    make("label", { for: id }, `New ${shape.noun}: ${named.title.toLowerCase()}`), input,
    make("div", { class: "buttons" }, make("button", { type: "button", id: `${id}-add`, onclick: add }, `Add ${shape.noun}`)));
}

// What a new entry needs and the form can say: the day, and the version of the report that a change made.
function known(shape) {
  const made = {};
  for (const one of shape.fields.filter((field) => field.needed)) {
    if (one.kind === "date") made[one.key] = today();
    if (one.key === "version") made[one.key] = String(at(["report", "version"]) || "");
  }
  return made;
}

function today() {
  const now = new Date(), two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function freeId(words, list) {
  const plain = words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const base = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "entry";
  const taken = new Set(list.map((one) => one.id));
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

function field(spec, path, slots) {
  const id = idOf(path), value = at(path);
  const box = make("div", { class: "field" });
  const hint = [spec.help, HINTS[spec.kind] || ""].filter(Boolean).join(" ");
  const described = hint ? { "aria-describedby": `${id}-hint` } : {};
  const label = (words) => make("label", { for: id }, spec.needed ? `${words} (needed)` : words);
  const help = hint ? make("p", { class: "hint", id: `${id}-hint` }, ...prose(hint)) : null;
  if (spec.kind === "yaml") {
    box.append(make("p", {}, make("strong", {}, spec.title), " can be changed in the YAML."));
  } else if (spec.kind === "choices" || (spec.kind === "lines" && spec.targets)) {
    box.append(ticks(spec, path, id, value, help));
  } else {
    box.append(label(spec.title), ...(help ? [help] : []), ...input(spec, path, id, value, described));
  }
  addSlot(box, path, slots);
  return box;
}

const HINTS = {
  date: "A date such as 2026-03-31, 2026-03 or 2026.",
  duration: "A duration such as P6M for six months, P2W for two weeks or P1D for a day.",
  lines: "One on each line.",
};

const namesFor = (spec) => spec.targets.flatMap((target) => state.names[target] || []);
const shown = (value) => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));

function input(spec, path, id, value, described) {
  if (spec.kind === "choice") {
    return [select(id, described, value, spec.choices.map((one) => [one.value, one.meaning ? `${one.value}: ${plain(one.meaning)}` : one.value]), (chosen) => put(path, chosen))];
  }
  if (spec.kind === "yes or no") {
    return [select(id, described, value, [["true", "yes"], ["false", "no"]], (chosen) => (chosen === "" ? put(path, "") : change("set", path, { value: chosen === "true" })))];
  }
  if (spec.targets && !spec.words) {
    return [select(id, described, value, namesFor(spec).map((one) => [one.id, one.name ? `${one.name} (${one.id})` : one.id]), (chosen) => put(path, chosen))];
  }
  const many = spec.kind === "text" || spec.kind === "lines";
  const text = Array.isArray(value) ? value.join("\n") : shown(value);
  const made = make(many ? "textarea" : "input", { id, autocomplete: "off", ...described });
  made.value = text;
  const extra = [];
  if (spec.targets) {
    made.setAttribute("list", `${id}-list`);
    extra.push(make("datalist", { id: `${id}-list` }, ...namesFor(spec).map((one) => make("option", { value: one.id }, one.name))));
  }
  if (spec.kind.endsWith("number")) made.setAttribute("inputmode", "decimal");
  made.addEventListener("input", () => { made.dataset.dirty = "yes"; });
  made.addEventListener("change", () => {
    delete made.dataset.dirty;
    commit(spec, path, made.value, value);
  });
  return [made, ...extra];
}

function commit(spec, path, typed, before) {
  const words = typed.trim();
  const holder = path.slice(0, -1);
  if (spec.key === "id" && typeof holder[holder.length - 1] === "number" && before) {
    open.add(keyOf(holder.slice(0, -1), { id: words }));
    return change("rename", holder, { name: words });
  }
  if (spec.kind === "lines") return put(path, words.split("\n").map((one) => one.trim()).filter(Boolean));
  if (spec.kind.endsWith("number") && words !== "" && Number.isFinite(Number(words))) return change("set", path, { value: Number(words) });
  return put(path, words);
}

function select(id, described, value, options, act) {
  const now = shown(value);
  const known = now === "" || options.some(([one]) => one === now) ? options : [[now, now], ...options];
  const made = make("select", { id, ...described }, make("option", { value: "" }, "not stated"),
    ...known.map(([one, words]) => make("option", { value: one }, words)));
  made.value = now;
  made.addEventListener("change", () => act(made.value));
  return made;
}

function ticks(spec, path, id, value, help) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const offered = spec.targets ? namesFor(spec).map((one) => [one.id, one.name || one.id]) : spec.choices.map((one) => [one.value, one.meaning ? `${one.value}: ${plain(one.meaning)}` : one.value]);
  const options = [...chosen.filter((one) => !offered.some(([known]) => known === one)).map((one) => [one, one]), ...offered];
  const box = make("fieldset", { id, tabindex: "-1" }, make("legend", {}, spec.title), ...(help ? [help] : []));
  options.forEach(([one, words], index) => {
    const tick = make("input", { type: "checkbox", id: `${id}-${index}`, checked: chosen.includes(one) });
    tick.addEventListener("change", () => put(path, tick.checked ? [...chosen, one] : chosen.filter((other) => other !== one)));
    box.append(make("label", {}, tick, ` ${words}`));
  });
  if (!options.length) box.append(make("p", { class: "hint" }, "There is nothing to choose from yet; add it in its own section first."));
  return box;
}

function yamlView() {
  const text = make("textarea", { id: "yaml", spellcheck: "false", "aria-describedby": "yaml-hint" });
  text.value = state.text;
  text.addEventListener("input", () => { text.dataset.dirty = "yes"; });
  const list = state.findings.map((one, index) => {
    const line = findingView(one, index);
    line.prepend(`Line ${one.line}: `);
    return line;
  });
  return [make("h2", {}, "YAML"),
    make("p", { id: "yaml-hint" }, state.readable ? "The file as it is. Comments and layout stay when you use the form." : "The YAML cannot be read at the moment, so the questions are hidden. Correct it here."),
    make("p", { class: "field" }, make("label", { for: "yaml" }, "The whole file"), text),
    make("div", { class: "buttons" }, make("button", { type: "button", id: "yaml-save", onclick: () => { delete text.dataset.dirty; ask({ op: "text", text: text.value }); } }, "Save the YAML")),
    make("h3", {}, "Findings"), ...(list.length ? list : [make("p", {}, "None.")])];
}

async function showPreview(main) {
  main.replaceChildren(make("h2", {}, "Preview"), make("p", {}, "The page that the public will see."));
  const data = await send({ op: "preview" });
  if (data && part === "preview") main.append(desk.preview(data));
}

function begin(data) {
  form = data;
  $("file").textContent = data.file;
  $("begin").hidden = $("welcome").hidden = false;
  $("work").hidden = $("tools").hidden = true;
}

function importer(accept, formats) {
  const input = make("input", { type: "file", id: "old-report", "aria-describedby": "old-report-hint", accept });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    const data = await ask({ op: "import", name: file.name, text: await file.text() });
    if (data) $("status").textContent = data.imported;
    input.value = "";
  });
  return make("section", { "aria-labelledby": "old-title" }, make("h2", { id: "old-title" }, "Or begin with an old report"),
    make("p", { class: "field" }, make("label", { for: "old-report" }, "An old report or a model card"), input),
    make("p", { id: "old-report-hint", class: "hint" }, `${formats} The file itself is not changed.`));
}

async function start() {
  desk.begin();
  $("begin").addEventListener("submit", (event) => {
    event.preventDefault();
    const template = $("new-template").value;
    ask({ op: "new", title: $("new-title").value, template });
    if (template === "minimal" || template === "one-page") ask({ op: "state", level: "minimal" });
  });
  $("undo").addEventListener("click", () => ask({ op: "undo" }));
  $("redo").addEventListener("click", () => ask({ op: "redo" }));
  $("fix-all").addEventListener("click", () => ask({ op: "fix", all: true }));
  $("level").addEventListener("change", () => ask({ op: "state", level: $("level").value }));
  addEventListener("beforeunload", (event) => { if (document.querySelector("[data-dirty]")) event.preventDefault(); });
  const data = await ask(desk.first);
  if (data && data.new) begin(data);
}

start();
