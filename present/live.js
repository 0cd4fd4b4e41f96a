"use strict";
(() => {
	const state = document.getElementById("state");
	const words = document.body.dataset;
	const number = new Intl.NumberFormat(document.documentElement.lang);
	const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" });
	const clock = text => text ? time.format(new Date(text)) : "";
	const left = seconds => {
		if (seconds === null)
			return "";
		const pad = n => String(n).padStart(2, "0");
		return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
	};
	const fill = (id, rows) => {
		const body = document.getElementById(id).tBodies[0];
		body.replaceChildren(...rows.map(cells => {
			const row = document.createElement("tr");
			cells.forEach((text, i) => {
				const named = i === 0 || (id === "hosts" && i === cells.length - 1);
				const cell = row.appendChild(document.createElement(named ? "th" : "td"));
				if (named)
					cell.scope = "row";
				else
					cell.className = "r";
				cell.textContent = typeof text === "number" ? number.format(text) : text;
			});
			return row;
		}));
	};
	const show = view => {
		fill("jobs", view.jobs.map(job => [job.job, job.pending, job.done, job.moved, job.failed, job.hosts_waiting, left(job.left_s)]));
		fill("hosts", view.hosts.map(host => [host.host, host.pending, clock(host.not_before), clock(host.last_asked), host.leased_by === null ? "" : String(host.leased_by), host.job]));
		state.textContent = words.at.replace("%s", time.format(new Date()));
	};
	const events = new EventSource("/live/events");
	events.onmessage = event => show(JSON.parse(event.data));
	events.onerror = () => { state.textContent = words.lost; };
})();
