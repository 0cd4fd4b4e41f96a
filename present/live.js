"use strict";
(() => {
	const state = document.getElementById("state");
	const words = document.body.dataset;
	const language = document.documentElement.lang;
	const number = new Intl.NumberFormat(language);
	const share = new Intl.NumberFormat(language, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
	const time = new Intl.DateTimeFormat(language, { timeStyle: "medium" });
	const clock = text => text ? time.format(new Date(text)) : "";
	const left = seconds => {
		if (seconds === null)
			return "";
		const pad = n => String(n).padStart(2, "0");
		return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
	};
	const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
	const name = text => Object.assign(element("th", text), { scope: "row", title: text });
	const cell = text => Object.assign(element("td", typeof text === "number" ? number.format(text) : text), { className: "r" });
	const bar = (value, max) => {
		const td = element("td", "");
		const progress = td.appendChild(element("progress", ""));
		progress.setAttribute("aria-label", words.bar);
		progress.max = max;
		progress.value = value;
		return td;
	};
	const fill = (id, rows) => {
		const table = document.getElementById(id);
		table.closest("figure").hidden = !rows.length;
		table.tBodies[0].replaceChildren(...rows.map(cells => {
			const row = document.createElement("tr");
			row.append(...cells);
			return row;
		}));
	};
	const job = j => {
		const over = j.done + j.moved + j.failed;
		return [name(j.job), bar(over, over + j.pending), ...[left(j.left_s), j.pending, j.done, j.failed, j.moved, j.hosts_waiting].map(cell)];
	};
	const process = p => [name(String(p.process)), cell(p.requests), cell(p.efficiency === null ? "" : share.format(p.efficiency))];
	const host = h => [name(h.host), ...[h.pending, clock(h.not_before), clock(h.last_asked), h.leased_by === null ? "" : String(h.leased_by)].map(cell), name(h.job)];
	const show = view => {
		fill("jobs", view.jobs.map(job));
		fill("processes", view.processes.map(process));
		fill("hosts", view.hosts.map(host));
		state.textContent = view.jobs.length ? words.at.replace("%s", time.format(new Date())) : words.none;
	};
	const events = new EventSource("/live/events");
	events.onmessage = event => show(JSON.parse(event.data));
	events.onerror = () => { state.textContent = words.lost; };
})();
