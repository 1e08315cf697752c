"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const turns = [...form.parentElement.querySelectorAll("details.turn")];
  const [words, language] = [form.elements.words, form.elements.language];
  const status = form.querySelector("output");
  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const turn of turns) {
      const fits = (!language.value || turn.dataset.language === language.value)
        && (!wanted || turn.textContent.toLowerCase().includes(wanted));
      turn.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    status.textContent = `${shown} van de ${turns.length} getoond`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = turns.length < 2;
  filter();
}
