"use strict";
// The live app's timeline, asked for before the browser has read what shows it.
(T => {
  T.begun = fetch("/part" + location.pathname, { headers: { Accept: "application/json" } }).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  });
})(window.Timeline = window.Timeline || {});
