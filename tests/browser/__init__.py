"""The site in a real browser: headless Chromium, driven by Playwright.

What this is: the fixtures that build the sites of the samples and of a generated province by the program itself, serve
them on 127.0.0.1, and give pages on which nothing may go wrong (`conftest`); tests of every page, of the way from a
figure to its source, of hostile content.
What to add here: what a person does on a page, and what must then be seen.
What to keep out: what can be tested without a browser; it is faster where it belongs.
"""
