// What pages do more comfortably with a script; without it everything is still there.
"use strict";

// ---------------------------------------------------------------- progress

// Server-sent events; where they do not come through, the state is asked for every second.
function follow(box) {
  const words = box.querySelector("[data-told]");
  const bar = box.querySelector("progress");
  const address = box.dataset.follow;
  let heard = false;

  function show(state) {
    words.textContent = state.told;
    if (bar && state.total) {
      bar.max = state.total;
      bar.value = state.done;
    } else if (bar) {
      bar.removeAttribute("value");
    }
    if (!state.active) location.reload();
  }

  function ask() {
    fetch(`${address}/state`)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((state) => {
        show(state);
        if (state.active) setTimeout(ask, 1000);
      })
      .catch(() => setTimeout(ask, 3000));
  }

  if (!window.EventSource) return ask();
  const events = new EventSource(`${address}/events`);
  events.onmessage = (message) => {
    heard = true;
    const state = JSON.parse(message.data);
    if (!state.active) events.close();
    show(state);
  };
  events.onerror = () => {
    events.close();
    setTimeout(ask, heard ? 1000 : 0);
  };
  return undefined;
}

document.querySelectorAll("[data-follow]").forEach(follow);

// ---------------------------------------------------------------- narrow screens

// The section where one is stands in view, also where the sections need scrolling to.
document.querySelector(".masthead nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

// ---------------------------------------------------------------- the queue

// One key for each decision, only while the focus is on the item or in it, and never while
// somebody is writing.
const items = [...document.querySelectorAll("[data-keys]")];

function decide(event) {
  const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = event.currentTarget;
  const move = { j: 1, k: -1 }[event.key];
  if (move) {
    items[items.indexOf(item) + move]?.focus();
  } else {
    const button = item.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    button.click();
  }
  event.preventDefault();
}

items.forEach((item) => item.addEventListener("keydown", decide));
if (location.hash === "#next") items[0]?.focus();

// ---------------------------------------------------------------- forms

// A form is sent once, however often somebody presses; a long answer says that it is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

// Files that were chosen are named, and how large they are together.
document.querySelectorAll("input[type=file][data-most]").forEach((input) => {
  const told = document.getElementById(input.getAttribute("aria-describedby"));
  input.addEventListener("change", () => {
    const files = [...input.files];
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const large = size > Number(input.dataset.most);
    input.setCustomValidity(large ? input.dataset.large : "");
    if (told) told.textContent = files.map((file) => file.name).join(", ");
    input.reportValidity();
  });
});
