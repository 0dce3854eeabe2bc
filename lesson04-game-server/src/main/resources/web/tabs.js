// Tabs as the ARIA practices have them: one stop for the Tab key, arrows go from tab to tab.

export function makeTabs(list, onShow) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];

  function show(tab) {
    for (const each of tabs) {
      const chosen = each === tab;
      each.setAttribute('aria-selected', String(chosen));
      each.tabIndex = chosen ? 0 : -1;
      document.getElementById(each.getAttribute('aria-controls')).hidden = !chosen;
    }
    onShow(tab.id);
  }

  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => show(tab));
    tab.addEventListener('keydown', event => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        tabs[to % tabs.length].focus();
        show(tabs[to % tabs.length]);
      }
    });
  }
  return id => show(document.getElementById(id));
}
