// The program as the libraries of VS Code talk to it. VERIFULL is its path.
"use strict";
const assert = require("node:assert");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { pathToFileURL } = require("node:url");
const protocol = require("vscode-languageserver-protocol/node");

const config =
  "production:\n  adapter: postgresql\n  host: db.example.com\n  sslmode: require # 😀\n";

function app() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "verifull-"));
  fs.mkdirSync(path.join(folder, "config"));
  fs.writeFileSync(path.join(folder, "config/database.yml"), config);
  return folder;
}

function connect(folder) {
  const child = spawn(process.env.VERIFULL || "verifull", ["lsp", "--stdio"], { cwd: folder });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(child.stdout),
    new protocol.StreamMessageWriter(child.stdin),
  );
  connection.listen();
  return { child, connection };
}

test("a session from the first message to the last", async () => {
  const folder = app();
  const uri = pathToFileURL(path.join(folder, "config/database.yml")).href;
  const { child, connection } = connect(folder);
  const published = new Promise((resolve) => {
    connection.onNotification(protocol.PublishDiagnosticsNotification.type, (parameters) => {
      if (parameters.uri === uri) resolve(parameters);
    });
  });
  const answer = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
    workspaceFolders: null,
  });
  assert.strictEqual(answer.capabilities.positionEncoding, "utf-16");
  await connection.sendNotification(protocol.InitializedNotification.type, {});
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "yaml", version: 1, text: config },
  });
  const { diagnostics, version } = await published;
  assert.strictEqual(version, 1);
  assert.deepStrictEqual(
    diagnostics.map((each) => [each.code, each.range]),
    [["sslmode-weak", { start: { line: 3, character: 11 }, end: { line: 3, character: 18 } }]],
  );
  const hover = await connection.sendRequest(protocol.HoverRequest.type, {
    textDocument: { uri },
    position: { line: 3, character: 3 },
  });
  assert.match(hover.contents.value, /`sslmode` is `require`/);
  const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument: { uri },
    range: diagnostics[0].range,
    context: { diagnostics },
  });
  const ignore = actions.find((each) => each.title.startsWith("Ignore"));
  assert.deepStrictEqual(ignore.diagnostics, diagnostics);
  await assert.rejects(connection.sendRequest("verifull/none"), { code: -32601 });
  await connection.sendRequest(protocol.ShutdownRequest.type);
  const left = new Promise((resolve) => child.on("exit", resolve));
  await connection.sendNotification(protocol.ExitNotification.type);
  assert.strictEqual(await left, 0);
  connection.dispose();
  fs.rmSync(folder, { recursive: true });
});
