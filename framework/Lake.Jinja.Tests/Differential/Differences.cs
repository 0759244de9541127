using System.Text;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.JinjaCases;

namespace Lake.Jinja.Tests.Differential;

/// <summary>Compares results; errors are compared by family, not by their words.</summary>
internal static class Differences
{
    public static string Between(IReadOnlyList<Case> cases, IReadOnlyList<object?> expected)
    {
        if (expected.Count != cases.Count)
        {
            return $"{cases.Count} cases have {expected.Count} results";
        }

        var text = new StringBuilder();
        for (var i = 0; i < cases.Count; i++)
        {
            var found = CaseRunner.Run(cases[i]);
            var wanted = expected[i] as PyDict ?? [];
            if (Comparable(found) != Comparable(wanted))
            {
                text.AppendLine()
                    .AppendLine(cases[i].Template)
                    .AppendLine("  Jinja2: " + PyJsonWriter.Write(wanted))
                    .AppendLine("  lake:   " + PyJsonWriter.Write(found));
            }
        }

        return text.ToString();
    }

    /// <summary>As text, since 1, 1.0 and True are equal values.</summary>
    private static string Comparable(PyDict result)
    {
        var kept = result.Copy();
        kept.Remove("error");
        return PyJsonWriter.Write(kept, sortKeys: true);
    }
}
