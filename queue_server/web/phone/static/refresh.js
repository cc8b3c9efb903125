/* For phones too old for phone.js, in words that they know: the page loads itself anew, if there is
   a server to load it from. phone.js says `data-follows` when it is at work. */
setInterval(function () {
  var page = document.documentElement;
  if (page.getAttribute("data-follows") || page.getAttribute("data-state") === "served") return;
  var asked = new XMLHttpRequest();
  asked.onreadystatechange = function () {
    if (asked.readyState === 4 && asked.status === 200) location.reload();
  };
  asked.open("GET", location.href, true);
  asked.send();
}, 15000);
