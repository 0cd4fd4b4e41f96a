"use strict";
(() => {
	const words = document.body.dataset;
	const table = document.querySelector(".shelf table.books");
	if (!table)
		return;
	const rows = [...table.tBodies[0].rows];
	const key = (row, column) => {
		const cell = row.cells[column];
		return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v === "" ? -Infinity : Number(cell.dataset.v);
	};
	const collator = new Intl.Collator(document.documentElement.lang);
	const compare = (a, b) => typeof a === "number" ? a - b : collator.compare(a, b);
	[...table.tHead.rows[0].cells].forEach((head, column) => {
		const button = document.createElement("button");
		button.type = "button";
		button.append(...head.childNodes);
		head.append(button);
		head.setAttribute("aria-sort", "none");
		button.addEventListener("click", () => {
			const down = head.getAttribute("aria-sort") === "ascending" ||
				(head.classList.contains("r") && head.getAttribute("aria-sort") === "none");
			for (const other of table.tHead.rows[0].cells)
				other.setAttribute("aria-sort", "none");
			head.setAttribute("aria-sort", down ? "descending" : "ascending");
			rows.sort((a, b) => (down ? -1 : 1) * compare(key(a, column), key(b, column)));
			table.tBodies[0].append(...rows);
		});
	});
	const filter = document.createElement("input");
	filter.type = "search";
	filter.placeholder = words.filter;
	filter.setAttribute("aria-label", words.filter);
	document.querySelector(".bar-of-tools").append(filter);
	const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	filter.addEventListener("input", () => {
		const wanted = plain(filter.value).split(/\s+/).filter(Boolean);
		for (const row of rows) {
			const text = plain([...row.cells].slice(0, 3).map(cell => cell.textContent).join(" "));
			row.hidden = !wanted.every(word => text.includes(word));
			for (const part of document.querySelectorAll(`[data-book="${row.dataset.row}"]`))
				part.hidden = row.hidden;
		}
	});
	for (const figure of document.querySelectorAll("figure.pairs")) {
		const picture = figure.querySelector("svg");
		const cells = [...figure.querySelectorAll("table tbody tr")].map(row => [...row.cells].map(cell => cell.textContent));
		const at = document.createElement("p");
		at.className = "at";
		picture.after(at);
		picture.addEventListener("pointermove", event => {
			const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
			const size = Number(figure.dataset.size), left = Number(figure.dataset.left);
			const column = Math.floor((place.x - left) / size), row = Math.floor(place.y / size);
			const inside = cells[row] && cells[column] && column >= 0 && row !== column;
			at.textContent = inside ? `${cells[row][0]} – ${cells[column][0]}: ${cells[row][column + 1]}` : "";
		});
	}
})();
