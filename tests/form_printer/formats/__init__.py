"""Files of other formats than plain text: a draft printed as a web page, a PDF, a Word document."""
