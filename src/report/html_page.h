// The parts of the HTML report that are the same on every page.
#pragma once

#include <string_view>

namespace verifull::report {

// The policy lets nothing load and nothing be sent, whatever a project's texts hold.
inline constexpr std::string_view kHtmlHead = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>verifull</title>
<style>
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --text: CanvasText;
  --good: #1a7f37; --fair: #9a6700; --bad: #cf222e; --none: #6e7781; }
@media (prefers-color-scheme: dark) {
  :root { --good: #3fb950; --fair: #d29922; --bad: #ff7b72; --none: #8b949e; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1.5rem; max-width: 84rem;
  background: Canvas; color: var(--text); }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; scroll-margin-top: 1rem; }
code, td.value { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
.about { color: var(--none); margin: 0 0 1rem; }
.filters { display: flex; flex-wrap: wrap; gap: .4rem; margin: 1rem 0; align-items: center; }
.filters input[type=search] { font: inherit; padding: .2rem .6rem; min-width: 14rem;
  border: 1px solid var(--line); border-radius: 6px; background: Field; color: FieldText; }
.filters label { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .6rem .1rem .4rem;
  cursor: pointer; white-space: nowrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
.matrix th, .matrix td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left;
  vertical-align: top; white-space: nowrap; }
.matrix thead th { background: var(--soft); }
.matrix th.app { position: sticky; left: 0; background: Canvas; font-weight: 600; }
a.cell { display: block; text-decoration: none; color: inherit; }
a.cell:hover { text-decoration: underline; }
.cell + .cell { margin-top: .25rem; }
.verdict { font-weight: 600; }
.verdict::before { content: "\25CF\00A0"; }
.good { color: var(--good); } .fair { color: var(--fair); }
.bad { color: var(--bad); } .none { color: var(--none); }
.connection { border: 1px solid var(--line); border-radius: 8px; padding: .25rem 1rem 1rem; margin: 1rem 0; }
.connection:target { outline: 2px solid Highlight; }
.settings td { padding: .15rem 1rem .15rem 0; vertical-align: top; border-top: 1px solid var(--line); }
.settings .from { color: var(--none); }
.settings tr.loser td { border-top: 0; color: var(--none); }
ul.findings { padding-left: 1.2rem; margin: .5rem 0; }
ul.findings .help { color: var(--none); }
.hidden { display: none; }
</style>
</head>
<body>
)html";

// Rows are hidden when none of their cells is wanted.
inline constexpr std::string_view kHtmlScript = R"html(<script>
"use strict";
const search = document.querySelector("input[type=search]");
const boxes = [...document.querySelectorAll(".filters input[type=checkbox]")];
function filter() {
  const words = search.value.toLowerCase();
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const row of document.querySelectorAll(".matrix tbody tr")) {
    let any = false;
    for (const cell of row.querySelectorAll("a.cell")) {
      const on = wanted.has(cell.dataset.verdict);
      cell.classList.toggle("hidden", !on);
      any = any || on;
    }
    row.classList.toggle("hidden", !any || !row.dataset.app.includes(words));
  }
}
search.addEventListener("input", filter);
for (const box of boxes) box.addEventListener("change", filter);
document.querySelector(".filters").classList.remove("hidden");
</script>
)html";

}  // namespace verifull::report
