from . import paper_preview, passport
