/**
 * The page at which a recipient fetches a packet. The token stands behind the address's `#`, so no server on the way sees it.
 * @module
 */
const form = /** @type {HTMLFormElement} */ (document.querySelector("#fetch"));
const said = /** @type {HTMLElement} */ (document.querySelector("#said"));

form.addEventListener("submit", async (e) => {
  e.preventDefault();
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  button.disabled = true;
  said.textContent = "One moment…";
  try {
    const answer = await fetch("/api/v1/pickup", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token: location.hash.slice(1), code: new FormData(form).get("code") }) });
    if (!answer.ok) {
      said.textContent = (await answer.json()).detail ?? "That did not work. Ask the office that sent it.";
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = answer.headers.get("Content-Type")?.startsWith("application/zip") ? "records.zip" : "records.pdf";
    link.click();
    said.textContent = "The records are in your downloads. You can fetch them again within an hour.";
  } catch {
    said.textContent = "The office cannot be reached. Nothing was used up; try again.";
  } finally {
    button.disabled = false;
  }
});
