"use strict";
// How the form reaches the report in a browser tab: Python runs in a worker, and the draft is kept in the browser's storage.
const KEY = `reward-reports draft ${location.pathname}`;
const isServed = /^https?:$/.test(location.protocol);
const MOST_STEPS = 20, MOST_KEPT = 1e6; // of the texts that can be undone to: how many, and their characters
const trusted = window.trustedTypes
  ? trustedTypes.createPolicy("editor", { createScriptURL: (url) => url, createHTML: (html) => html })
  : { createScriptURL: (url) => url, createHTML: (html) => html };

async function unpacked(name) {
  const element = document.getElementById(`part-of-${name}`);
  const packed = bytesOf(element.textContent.trim());
  element.remove();
  const opened = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(opened).arrayBuffer();
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const signs = atob(base64), bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

const desk = {
  first: { op: "open", language: navigator.language },
  worker: null,
  waiting: new Map(),
  count: 0,
  stored: null, // the draft as this tab last wrote or read it
  isKept: true,
  past: [], // the texts before this one, for undo after the page was loaded again

  begin() {
    $("status").textContent = "Starting: this takes some seconds.";
    $("begin").querySelector("button").insertAdjacentElement("afterend", fileButton());
    $("welcome").append(importer(".md,.markdown,.mdown,.txt,.json,.csv", "Markdown, or the JSON of the Model Card Toolkit."));
    $("tools").before(fileTools());
    $("where").replaceChildren(...whereWords());
    this.ready = this.startWorker();
    this.recall();
    if (this.first.text === undefined) { // what is chosen here waits for Python
      $("begin").hidden = $("welcome").hidden = false;
      $("status").textContent = "Starting: this takes some seconds. You can already fill in what is below.";
    }
    addEventListener("storage", (event) => {
      if (event.key === KEY && event.newValue !== this.stored) this.lose();
    });
    if (isServed && navigator.serviceWorker) {
      navigator.serviceWorker.register(trusted.createScriptURL("service.js")).catch(() => {}); // a copy that stands alone has none
    }
  },

  async startWorker() {
    const [code, ...parts] = await Promise.all(["worker", "wasm", "library", "modules"].map(unpacked));
    const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    this.worker = new Worker(trusted.createScriptURL(address));
    this.worker.addEventListener("message", ({ data }) => {
      if (data.started) { this.started = data.started; return; }
      this.waiting.get(data.number)(data.answer);
      this.waiting.delete(data.number);
    });
    this.worker.addEventListener("error", (event) => {
      const error = `Python could not be started in this browser: ${String(event.message).slice(0, 200)}`;
      for (const answer of this.waiting.values()) answer({ error });
    });
    const store = isServed ? `reward-reports python ${location.pathname}` : "";
    this.worker.postMessage({ parts, today: today(), store, version: $("software").dataset.madeOf }, parts);
  },

  async send(request) {
    await this.ready;
    const number = this.count += 1;
    const answer = await new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.worker.postMessage({ number, request });
    });
    if (["open", "new", "import"].includes(request.op) && !answer.error) {
      this.past = request.past || [];
      $("status").textContent = request.restored ? "Your draft was restored." : "";
      if (answer.etag && !request.restored) this.keep(answer.text, answer.file);
      $("files").hidden = !answer.etag;
    }
    else if (answer.etag && state && answer.etag !== state.etag) this.follow(request.op);
    return answer;
  },

  follow(op) {
    if (op === "undo") this.past.pop();
    else this.past.push(state.text);
    const size = () => this.past.reduce((sum, text) => sum + text.length, 0);
    while (this.past.length > MOST_STEPS || (this.past.length && size() > MOST_KEPT)) this.past.shift();
  },

  proposed() {},

  saved(data) {
    this.proposed();
    return this.keep(data.text, form.file) ? "Kept in this browser. Download it to have it as a file." : "";
  },

  keep(text, name) {
    if (!this.isKept) return false;
    try {
      if (localStorage.getItem(KEY) !== this.stored) return this.lose();
      this.stored = JSON.stringify({ name, text, past: this.past });
      localStorage.setItem(KEY, this.stored);
      return true;
    } catch {
      $("error").textContent = "The browser did not keep your draft. Download it before you close this page.";
      return false;
    }
  },

  lose() {
    this.isKept = false;
    $("error").textContent = "The draft was changed in another tab, so this tab keeps no more changes. Download what you have here, or reload the page to see the other.";
    return false;
  },

  recall() {
    try {
      this.stored = localStorage.getItem(KEY);
      const { name, text, past } = JSON.parse(this.stored || "{}");
      if (typeof text === "string") this.first = { ...this.first, name, text, past: Array.isArray(past) ? past : [], restored: true };
    } catch {
      this.stored = null; // the storage is closed, or holds something else
    }
  },

  preview(data) {
    const frame = make("iframe", { title: "Preview of the report", sandbox: true });
    frame.srcdoc = trusted.createHTML(data.html);
    const box = make("div", {}, make("p", { class: "hint" }, "In the browser, formulas are shown as they were typed, and pictures are not shown. `reward-reports render` makes the full page."), frame);
    return box;
  },
};

function mayReplace() {
  const title = state && at(["report", "title"]);
  return !state || confirm(`This replaces the draft “${title || form.file}” in this browser. Download it first if you want to keep it. Replace it?`);
}

function fileButton() {
  const input = make("input", { type: "file", accept: ".yaml,.yml", hidden: true, "aria-label": "Report to open" });
  const button = make("button", { type: "button", onclick: () => { if (mayReplace()) input.click(); } }, "Open a report from this computer");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      await ask({ op: "open", name: file.name, text });
    } catch {
      $("error").textContent = `${file.name} is not UTF-8; save it as UTF-8 first.`;
    }
  });
  return make("span", {}, " ", button, input);
}

function fileTools() {
  const button = (words, act) => make("button", { type: "button", onclick: act }, words);
  return make("div", { id: "files", class: "buttons", role: "group", "aria-label": "Report", hidden: true },
    button("Download the report (YAML)", () => download(form.file, state.text, "application/yaml")),
    button("Download the page (HTML)", downloadPage),
    fileButton(),
    ...proposal(),
    button("New report", () => { if (mayReplace()) begin(form); }));
}

// With a repository in the page: links to its forge, where the author looks at the report once more and sends it.
const LONGEST = 8000; // characters of an address that GitHub takes
const link = (href, words) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);

function proposal() {
  if (!/^https:/.test($("software").dataset.new || "")) return [];
  const box = make("div"), details = make("details", { id: "propose" }, make("summary", {}, "Propose this report"), box);
  desk.proposed = () => { if (details.open) box.replaceChildren(...proposalWords($("software").dataset)); };
  details.addEventListener("toggle", desk.proposed);
  return [details];
}

function proposalWords({ forge, new: page, upload }) {
  const host = new URL(page).host, name = form.file;
  if (forge === "GitLab") {
    return [make("p", {}, `Copy the report, open a new file at ${host}, and paste the report into it. Choose a new branch there to make a merge request of it. `,
      make("button", { type: "button", onclick: copy }, "Copy the report"), " ",
      link(`${page}?${new URLSearchParams({ file_name: name })}`, `New file at ${host}`))];
  }
  const address = `${page}?${new URLSearchParams({ filename: name, value: state.text })}`;
  const uploading = ["download it and ", link(upload, `upload it at ${host}`), "; the upload replaces the file."];
  if (address.length > LONGEST) return [make("p", {}, "The report is too long for a link: ", ...uploading)];
  return [make("p", {}, link(address, `Open the report as a new file at ${host}`), `. Following the link sends the report to ${host}, where you can look at it once more and make a pull request of it.`),
    make("p", {}, `If there is a file ${name} already, `, ...uploading)];
}

async function copy() {
  try {
    await navigator.clipboard.writeText(state.text);
    $("status").textContent = "The report was copied.";
  } catch {
    $("error").textContent = "The browser did not copy the report. Copy it from the part YAML.";
  }
}

async function downloadPage() {
  const data = await ask({ op: "preview" });
  if (data && data.html) download(form.file.replace(/\.ya?ml$/, "") + ".html", data.html, "text/html");
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function whereWords() {
  return [
    "Your answers stay in this browser: the page sends nothing, and its security policy does not let it. Whoever uses this browser, and any other page of the same site, can read the draft that is kept here. ",
    make("button", { type: "button", onclick: forget }, "Delete the draft"),
    make("details", {}, make("summary", {}, "What this page cannot do"), make("ul", {}, ...[
      "Compare with an earlier version (`--since`), and read settings, plugins or your own schemas.",
      "Check that files which the report names are there, and show pictures.",
      "Import LaTeX, archives and whole folders of old reports. `reward-reports import` does.",
      "Show formulas. The page that `reward-reports render` makes has them.",
    ].map((words) => make("li", {}, words)))),
    make("details", {}, make("summary", {}, "Software in this page"), make("p", {}, $("software").textContent.trim())),
  ];
}

function forget() {
  if (!confirm("Delete the draft that is kept in this browser? This cannot be undone.")) return;
  localStorage.removeItem(KEY);
  location.reload();
}
