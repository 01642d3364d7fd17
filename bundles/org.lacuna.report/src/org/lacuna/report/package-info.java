/**
 * What people and programs get to see of an inspection: result folders with verdicts and maps,
 * metrics, the HTML report, and the painters that reports and views share. The file formats are
 * described in {@code docs/formats.md}.
 */
package org.lacuna.report;
