using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>What was said about a file, to be said again.</summary>
internal static class DiagnosticCodec
{
    public static void Write(RecordWriter to, Diagnostic diagnostic)
    {
        to.Text(diagnostic.Rule.Id);
        to.Number((int)diagnostic.Rule.Severity);
        to.Text(diagnostic.Rule.Summary);
        to.Text(diagnostic.Message);
        to.Place(diagnostic.Location);
        to.Number((int)diagnostic.Severity);
        to.Text(diagnostic.Hint);
        to.Many(diagnostic.Related, place =>
        {
            to.Place(place.Location);
            to.Text(place.Message);
        });
        to.Many(diagnostic.Values, value =>
        {
            to.Text(value.Name);
            to.Text(value.Value);
        });
    }

    public static Diagnostic Read(ref RecordReader from)
    {
        var rule = new DiagnosticRule(from.Text(), (Severity)from.Int(), from.Text());
        var diagnostic = new Diagnostic(rule, from.Text(), from.PlaceOrNull()) { Severity = (Severity)from.Int(), Hint = from.TextOrNull() };
        var related = ImmutableArray.CreateBuilder<RelatedPlace>();
        for (var left = from.Int(); left > 0; left--)
        {
            related.Add(new RelatedPlace(from.Place(), from.Text()));
        }

        var values = ImmutableArray.CreateBuilder<NamedValue>();
        for (var left = from.Int(); left > 0; left--)
        {
            values.Add(new NamedValue(from.Text(), from.Text()));
        }

        return diagnostic with { Related = related.ToImmutable(), Values = values.ToImmutable() };
    }
}
