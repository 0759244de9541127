using Lake.Loader.Streams;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;
using Shouldly;
using Xunit;

namespace Lake.Loader.Tests;

public sealed class StreamDefinitionTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var (stream, diagnostics) = Read(
            """
            - name: s
              description: d
              path: data/*.txt
              format: csv
              table: landing.t
              columns: {a: bigint}
              partition_columns: false
              on_malformed: fail
              delimiter: ;
              quote: "'"
              escape: \
              header: false
              null_strings: [NULL, n/a]
            """);

        diagnostics.ShouldBe("");
        var read = stream.ShouldNotBeNull();
        (read.Name, read.Path, read.Format, read.Target.ToString(), read.Description).ShouldBe(("s", "data/*.txt", StreamFormat.Csv, "\"landing\".\"t\"", "d"));
        (read.PartitionColumns, read.OnMalformed).ShouldBe((false, MalformedPolicy.Fail));
        read.Columns.ShouldBe([new StreamColumn("a", "bigint") { Location = read.Columns[0].Location }]);
        (read.Csv.Delimiter, read.Csv.Quote, read.Csv.Escape, read.Csv.Header, string.Join(' ', read.Csv.NullStrings)).ShouldBe((';', '\'', '\\', false, "NULL n/a"));
        (read.Rejected.Identifier, read.Ledger.Identifier).ShouldBe(("t__rejected", "t__files"));
    }

    [Theory]
    [InlineData("a.parquet", StreamFormat.Parquet)]
    [InlineData("**/*.csv", StreamFormat.Csv)]
    [InlineData("x/*.ndjson.gz", StreamFormat.Json)]
    public void The_format_follows_from_the_path_and_the_table_from_the_name(string path, StreamFormat format)
    {
        var (stream, diagnostics) = Read($"- name: s\n  path: '{path}'");

        diagnostics.ShouldBe("");
        stream.ShouldNotBeNull().Format.ShouldBe(format);
        stream.Target.ToString().ShouldBe("\"raw\".\"s\"");
    }

    [Theory]
    [InlineData("just text", "invalid-stream 1:10: 'streams' must be a list, not the text 'just text' (write each stream as '- name: …')")]
    [InlineData("[x]", "invalid-stream 1:11: a stream must be a mapping, not the text 'x' (write it as '- name: …')")]
    [InlineData("[{path: a.csv}]", "missing-key 1:12: a stream has no 'name' (add 'name: …')")]
    [InlineData("[{name: s, format: csv}]", "missing-key 1:12: the stream 's' has no 'path' (add 'path: …')")]
    [InlineData("[{name: s, path: a.csv, formt: csv}]", "unknown-key 1:34: the stream 's' has an unknown key 'formt' (did you mean 'format'?)")]
    [InlineData("[{name: s, path: a, format: parket}]", "unknown-value 1:38: 'format' in the stream 's' must be parquet or csv or json, not the text 'parket' (did you mean 'parquet'?)")]
    [InlineData("[{name: s, path: a.csv, on_malformed: ignore}]", "unknown-value 1:48: 'on_malformed' in the stream 's' must be quarantine or fail, not the text 'ignore' ()")]
    [InlineData("[{name: s, path: data/*}]", "missing-key 1:11: the stream 's' has no 'format', and its path does not tell (add 'format: parquet', 'csv' or 'json')")]
    [InlineData("[{name: s, path: a.csv, table: a.b.c}]", "invalid-stream 1:41: 'a.b.c' is no name of a table (write 'schema.table')")]
    [InlineData("[{name: s, path: a.csv, columns: {a: [1]}}]", "invalid-stream 1:47: the column 'a' of the stream 's' must have a type, not a list (write 'name: bigint')")]
    [InlineData("[{name: s, path: a.csv, delimiter: ab}]", "invalid-stream 1:45: 'delimiter' in the stream 's' must be one character, not 'ab' (for a tab write '\\t')")]
    [InlineData("[{name: s, path: a.csv, header: false}]", "invalid-stream 1:11: the stream 's' has neither a header nor columns (name the fields in order under 'columns:')")]
    [InlineData("[{name: s, path: a.json, header: true}]", "invalid-stream 1:43: 'header' means nothing for a stream of format json (remove it)")]
    [InlineData("[{name: s, path: a.csv, max_rejected: some}]", "invalid-stream 1:48: 'max_rejected' in the stream 's' must be a number of rows or a percentage, not the text 'some' (write '100' or '0.5%')")]
    [InlineData("[{name: s, path: a.csv}, {name: s, path: b.csv, table: u}]", "duplicate-stream 1:42: two streams are named 's' (rename one of them)")]
    [InlineData("[{name: s, path: a.csv}, {name: t, path: b.csv, table: RAW.S}]", "duplicate-stream 1:42: the streams 's' and 't' both load into RAW.S (give one of them another 'table')")]
    public void What_is_wrong_is_said_where_it_is(string streams, string expected)
    {
        var document = YamlDocument.Parse(new SourceFile("lake_project.yml", $"streams: {streams}"));
        Draw(StreamDefinitionReader.Read((document.Root as YamlMapping)?.Find("streams")?.Value).Diagnostics).ShouldBe(expected);
    }

    [Fact]
    public void A_project_without_streams_has_none() => StreamDefinitionReader.Read(null).Streams.ShouldBeEmpty();

    private static (StreamDefinition? Stream, string Diagnostics) Read(string yaml)
    {
        var (streams, diagnostics) = StreamDefinitionReader.Read(YamlDocument.Parse(new SourceFile("lake_project.yml", yaml)).Root);
        return (streams.SingleOrDefault(), Draw(diagnostics));
    }

    private static string Draw(IEnumerable<Diagnostic> diagnostics) =>
        string.Join('\n', diagnostics.Select(d => $"{d.Id} {d.Location?.Start}: {d.Message} ({d.Hint})"));
}
