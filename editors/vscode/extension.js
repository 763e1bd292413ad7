"use strict";
// Starts `reward-reports server` for YAML files. All that an author sees comes from the server.
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client = null;

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("rewardReports.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration("rewardReports")) restart(); }),
  );
  await start();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("rewardReports");
  const command = settings.get("command").replaceAll("${workspaceFolder}", vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "");
  const args = ["server"];
  for (const option of ["since", "strictness"]) {
    if (settings.get(option)) args.push(`--${option}`, settings.get(option));
  }
  client = new LanguageClient("rewardReports", "Reward Reports", { command, args }, { documentSelector: [{ language: "yaml", scheme: "file" }] });
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `reward-reports could not be started as \`${command}\`. Install it with the extra "lsp", or set "rewardReports.command" to its path. (${error.message})`,
    );
  }
}

async function restart() {
  await deactivate();
  await start();
}

async function deactivate() {
  const running = client;
  client = null;
  if (running && running.isRunning()) await running.stop();
}

module.exports = { activate, deactivate };
