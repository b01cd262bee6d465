/* Small comforts; every page works without them. */
"use strict";

const awake = () => {
  /* Bring the reader to what needs correcting. */
  document.querySelector("[data-focus]")?.focus();

  /* Copy a number, or print the page. */
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "コピーしました";
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  /* Count down to a deadline, minute by minute. */
  for (const clock of document.querySelectorAll("[data-seconds]")) {
    const end = performance.now() + Number(clock.dataset.seconds) * 1000;
    const show = () => {
      const left = Math.max(0, Math.floor((end - performance.now()) / 60000));
      const days = Math.floor(left / 1440), hours = Math.floor(left / 60) % 24, minutes = left % 60;
      clock.textContent = left === 0 ? "締切を過ぎました" :
        "あと" + (days ? days + "日" : "") + (days || hours ? hours + "時間" : "") + minutes + "分";
    };
    setInterval(show, 30000);
  }

  /* Tell, five minutes before, that the sign-in will end. */
  for (const notice of document.querySelectorAll("[data-session-seconds]")) {
    setTimeout(() => { notice.hidden = false; }, Math.max(0, Number(notice.dataset.sessionSeconds) - 300) * 1000);
  }

  /* Show the size of the chosen files before they are sent. */
  for (const input of document.querySelectorAll("input[type='file']")) {
    const list = document.createElement("ul");
    list.className = "dots";
    list.setAttribute("aria-live", "polite");
    input.after(list);
    input.addEventListener("change", () => {
      list.replaceChildren(...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = file.name + "（" + (file.size < 1048576 ? Math.ceil(file.size / 1024) + " KB" : (file.size / 1048576).toFixed(1) + " MB") + "）";
        return line;
      }));
    });
  }
};
let served = document.querySelector("main").outerHTML;
awake();

/* One press is enough: a second one is not sent. The page listens, once, for all forms it will hold. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/* Renew the middle of the page until what was asked for has come. What has not changed is left
   alone: somebody may be reading it, or stand in it with the keyboard. */
const renew = () => {
  const wanted = document.querySelector("[data-renew]");
  if (!wanted) return;
  setTimeout(async () => {
    const answer = await fetch(wanted.dataset.renew, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.headers.get("Content-Type").startsWith("text/html")) {
      location.href = wanted.dataset.renew;
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("main");
    if (next.outerHTML !== served) {
      served = next.outerHTML;
      document.querySelector("main").replaceWith(next);
      document.title = page.title;
      awake();
    }
    renew();
  }, Number(wanted.dataset.after) * 1000);
};
renew();
