// The code in a link: it never leaves this device by itself, but goes into the form, and out of sight.
"use strict";
(() => {
  function takeFragment() {
    const code = location.hash.slice(1);
    if (!/^[0-9A-Za-z]{26}$/.test(code)) return;
    history.replaceState(null, "", location.pathname + location.search);
    const form = document.getElementById("enter") ?? document.getElementById("nominations");
    if (!form) return;
    form.elements.code.value = code;
    form.elements.filled?.remove();
    form.submit();
  }
  takeFragment();
  addEventListener("hashchange", takeFragment);
  document.getElementById("faults")?.focus();
})();
