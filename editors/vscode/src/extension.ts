// Starts `verifull lsp` and hands the files it understands to it. All that is said
// about them comes from the program, so the editor and CI never disagree.
import { commands, ExtensionContext, window, workspace } from "vscode";
import {
  LanguageClient,
  LanguageClientOptions,
  ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";

const patterns = [
  "**/config/database*",
  "**/.env*",
  "**/*Dockerfile*",
  "**/Containerfile*",
  "**/.dockerignore",
  "**/.verifull.yml",
];

let client: LanguageClient | undefined;

function settings(): Record<string, unknown> {
  const all = workspace.getConfiguration("verifull");
  return {
    rails: all.get<string>("rails", ""),
    target: all.get<string>("target", ""),
    environments: all.get<string[]>("environments", []),
    closedWorld: all.get<boolean>("closedWorld", false),
  };
}

function newClient(): LanguageClient {
  // `machine` scope: a repository must not choose the program that is run.
  const program = workspace.getConfiguration("verifull").get<string>("path", "verifull");
  const server: ServerOptions = {
    command: program,
    args: ["lsp"],
    transport: TransportKind.stdio,
  };
  const options: LanguageClientOptions = {
    documentSelector: patterns.map((pattern) => ({ scheme: "file", pattern })),
    initializationOptions: settings(),
  };
  return new LanguageClient("verifull", "verifull", server, options);
}

async function start(): Promise<void> {
  client = newClient();
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const answer = await window.showErrorMessage(
      `verifull could not be started: ${error instanceof Error ? error.message : error}`,
      "Open settings",
    );
    if (answer) await commands.executeCommand("workbench.action.openSettings", "verifull.path");
  }
}

async function restart(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.stop();
  await start();
}

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("verifull.restart", restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("verifull.path")) return restart();
      if (!event.affectsConfiguration("verifull")) return;
      await client?.sendNotification("workspace/didChangeConfiguration", {
        settings: { verifull: settings() },
      });
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
