// Goes on by itself where a page has come to its end. Without this module the link is there to be pressed. The page
// that told of the work is left out of the way back: asking for it again would do the work again.

const link = document.querySelector("a[data-follow]");
if (link) location.replace(link.href);
