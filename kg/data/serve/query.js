// The query page: the bundled editor (Yasqe) and result viewer (Yasr), the shipped questions, one endpoint.
"use strict";
(() => {
  const page = JSON.parse(document.getElementById("page").textContent);
  const problem = document.getElementById("problem");
  const list = document.getElementById("questions");
  const description = document.getElementById("description");
  const { Yasqe, Yasr } = Yasgui;

  const editor = new Yasqe(document.getElementById("editor"), {
    requestConfig: { endpoint: "/sparql", method: "POST" },
    // Only completion that needs no network; the endpoint knows the prefixes by itself.
    autocompleters: ["variables"],
    persistenceId: null,
    showQueryButton: true,
    createShareableLink: null,
    resizeable: true,
  });
  const viewer = new Yasr(document.getElementById("results"), {
    persistenceId: null,
    prefixes: page.prefixes,
    maxPersistentResponseSize: 0,
    errorPlugins: [],
  });

  function declare(text) {
    const used = Object.entries(page.prefixes).filter(([prefix]) =>
      new RegExp(`(^|[^\\w-])${prefix}:`, "m").test(text.replace(/<[^<>\s]*>/g, "")));
    return used.map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>\n`).join("") + text;
  }

  function show(name) {
    const question = page.questions.find((q) => q.name === name) || page.questions[0];
    list.value = question.name;
    description.textContent = question.description;
    editor.setValue(declare(question.text.replace(/^#.*\n/gm, "")));
  }

  editor.on("query", () => { problem.hidden = true; });
  editor.on("queryResponse", (_, response, duration) => {
    const failed = response instanceof Error || (response && response.status >= 400);
    if (failed) {
      const reason = response.response?.text || response.text || response.content || response.message;
      problem.textContent = String(reason);
      problem.hidden = false;
      return;
    }
    viewer.setResponse(response, duration);
  });
  // The viewer drops links whose scheme it does not know, such as urn:. Names of things in the graph lead to
  // their pages here, whatever the base of the names is.
  function lead(link) {
    const shown = link.getAttribute("href") || link.textContent.replace(/^<|>$/g, "");
    const prefix = shown.slice(0, shown.indexOf(":"));
    const name = Object.hasOwn(page.prefixes, prefix)
      ? page.prefixes[prefix] + shown.slice(prefix.length + 1) : shown;
    if (name.startsWith(page.base)) {
      link.setAttribute("href", "/" + name.slice(page.base.length));
      link.removeAttribute("target");
    }
  }
  const results = document.getElementById("results");
  new MutationObserver(() => results.querySelectorAll("a.iri:not([href^='/'])").forEach(lead))
    .observe(results, { childList: true, subtree: true });
  list.addEventListener("change", () => show(list.value));
  show(decodeURIComponent(location.hash.slice(1)) || "papers-using");
})();
