"use strict";
// How the form reaches the report: the command on this computer, which has the file.
const desk = {
  token: "",
  first: { op: "open", language: navigator.language },

  begin() {
    this.token = location.hash.slice(1) || sessionStorage.getItem("token") || "";
    sessionStorage.setItem("token", this.token);
    history.replaceState(null, "", "/"); // the secret is not left in the address
    $("welcome").append(importer(".md,.markdown,.mdown,.txt,.tex,.latex,.ltx,.json,.csv",
      "Markdown, LaTeX, or the JSON of the Model Card Toolkit."));
    setInterval(() => this.send({ op: "here" }), 60000); // the command ends when it hears nothing for long
  },

  async send(request, etag) {
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${this.token}` };
    if (etag) headers["If-Match"] = etag;
    try {
      const answer = await fetch("/api", { method: "POST", headers, body: JSON.stringify(request) });
      return await answer.json();
    } catch {
      return { error: "The form has no connection to the command any more. Start `reward-reports edit` again." };
    }
  },

  saved() { return "Saved."; },

  preview(data) { return make("iframe", { title: "Preview of the report", sandbox: true, src: data.address }); },
};
