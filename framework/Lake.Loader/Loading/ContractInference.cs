using Lake.Engines;
using Lake.Loader.Files;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;
using Lake.Text;

namespace Lake.Loader.Loading;

/// <summary>Finds the columns and types of a stream's files: of Parquet by all footers, of text by the values of a sample.</summary>
internal sealed class ContractInference(StreamDefinition stream, IEngineSession session, LoadOptions options, CancellationToken cancellationToken)
{
    private readonly LoadProblems _problems = new(stream);
    private readonly FileListing _listing = new(options.ProjectDirectory, options.Storage);
    private readonly TextGuess _guess = new(new TextConversion(stream.TimeZone));
    private readonly OrderedDictionary<string, Found> _found = new(StringComparer.OrdinalIgnoreCase);

    public ContractDraft Run()
    {
        var path = stream.Location is { } at && at.Source.Path.EndsWith(".yml", StringComparison.Ordinal) && stream.HasFile ? StreamFile.ContractPath(at.Source.Path) : null;
        var draft = new ContractDraft(stream, path, "", [], 0, []);
        try
        {
            var files = _listing.Find(stream);
            if (files.Count == 0)
            {
                _problems.NoFiles(_listing.Advise(stream));
            }
            else
            {
                var sample = LoadPlanner.Sample(stream, files);
                Look(sample);
                var known = path is not null && File.Exists(Path.Combine(options.ProjectDirectory, path)) ? File.ReadAllText(Path.Combine(options.ProjectDirectory, path)) : "";
                var (text, changes) = ContractText.Update(known, [.. _found.Select(f => (f.Key, f.Value.Type, f.Value.Note))]);
                draft = draft with { Text = text, Changes = [.. changes], SampledFiles = sample.Count };
            }
        }
        catch (DiagnosticException e)
        {
            _problems.Failed(e);
        }

        return draft with { Diagnostics = [.. _problems.Diagnostics] };
    }

    private void Look(IReadOnlyList<RawFile> sample)
    {
        var files = _listing.Fetch(sample);
        try
        {
            // What the contract says is what is asked here; what the stream itself says holds.
            var own = stream with { Columns = [.. stream.Columns.Where(c => !c.IsInferred)] };
            var declared = DeclaredColumns.Read(own, session);
            using var reader = FormatReaders.Of(own, session, new RawTable(own with { Target = own.Target with { Identifier = own.Target.Identifier + "__contract" } }, session, declared));
            var read = reader.Read(files, cancellationToken);
            foreach (var rejected in read.Rejected)
            {
                _problems.Rejected(rejected, isPlan: true);
            }

            foreach (var source in read.Sources)
            {
                Add(source, [.. source.Columns.Where(c => !own.Columns.Any(d => RawTable.Same(d.Name, c.Name)) && !(stream.Payload && stream.Format == StreamFormat.Json && c.Name == JsonColumns.Payload))]);
            }
        }
        finally
        {
            FileListing.Release(files);
        }
    }

    private void Add(RowSource source, IReadOnlyList<RowColumn> columns)
    {
        var types = columns.Select(c => TypeRules.Storable(c.TypeInFiles)).ToList();
        var texts = stream.Format == StreamFormat.Parquet ? [] : Enumerable.Range(0, columns.Count).Where(i => types[i].IsText).ToList();
        if (texts.Count > 0)
        {
            using var result = session.Execute($"SELECT {string.Join(", ", texts.SelectMany(i => _guess.Questions(columns[i].Sql)))} FROM {source.From}", cancellationToken);
            var answers = result.Rows.First();
            for (var i = 0; i < texts.Count; i++)
            {
                types[texts[i]] = TextGuess.Read(answers.AsSpan(i * TextGuess.Count, TextGuess.Count), stream.Format == StreamFormat.Json && !source.PathColumns.Contains(columns[texts[i]].Name));
            }
        }

        for (var i = 0; i < columns.Count; i++)
        {
            Add(columns[i].Name, types[i], source.Files[0].File.Name);
        }
    }

    private void Add(string name, SqlType type, string file)
    {
        if (!_found.TryGetValue(name, out var known))
        {
            _found[name] = new Found(type, null);
        }
        else if (!known.Type.IsSameAs(type))
        {
            _found[name] = new Found(WidestType.Join(known.Type, type), known.Note ?? $"{known.Type} at first, {type} in {file}");
        }
    }

    private sealed record Found(SqlType Type, string? Note);
}
