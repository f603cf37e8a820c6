"use strict";
// The interface's words, and small helpers to set text. Nothing here or elsewhere sets HTML.
(T => {
  const table = JSON.parse(document.getElementById("words").textContent);
  T.languages = Object.keys(table);
  T.rightToLeft = language => ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"].includes(language);

  // A word of the interface with its {slots} filled; a key that has no word gives the fallback.
  T.say = (key, slots = {}, fallback = key) => {
    const word = table[T.state.lang][key];
    return word === undefined ? fallback : word.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");
  };

  const formats = new Map();
  function format(style) {
    const key = T.locale() + style;
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(T.locale(), { style }));
    return formats.get(key);
  }
  T.percent = n => format("percent").format(n);
  T.number = n => format("decimal").format(n);

  // An element with properties and children; strings become text.
  T.make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  };

  T.byId = id => document.getElementById(id);
})(window.Timeline = window.Timeline || {});
