//! Every piece on one page, made from sample data: to look at, and to find out what there is.
