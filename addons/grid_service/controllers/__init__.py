from . import passport
from . import paper_preview
