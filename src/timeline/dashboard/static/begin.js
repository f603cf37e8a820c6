"use strict";
// The live app's timeline, asked for before the browser has read what shows it.
(T => {
  T.begun = fetch("/part" + location.pathname, { headers: { Accept: "application/json" } }).then(answer => answer.json());
})(window.Timeline = window.Timeline || {});
