using System.Collections;
using System.Reflection;
using System.Text;
using Lake.Sql.Lexing;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Sql.Tests;

/// <summary>Each case is a script; the baseline beside it lists its statements with their parts as written.</summary>
public class StatementTests
{
    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Baseline.Folder(["Cases"]), "*.sql").Select(Path.GetFileNameWithoutExtension).Order().OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Statements_have_the_parts_of_their_baseline(string name)
    {
        var path = Path.Combine(Baseline.Folder(["Cases"]), name);
        var script = SqlScript.Parse(new SourceFile(name + ".sql", File.ReadAllText(path + ".sql")));
        var text = new StringBuilder();
        foreach (var statement in script.Statements)
        {
            text.AppendLine(Show(statement, script.Source, "")[1..]);
        }

        foreach (var diagnostic in script.Diagnostics)
        {
            text.Append(DiagnosticText.Draw(diagnostic));
        }

        Baseline.Check(path + ".txt", text.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(";;")]
    [InlineData("/* /* nested */ still")]
    [InlineData("'open")]
    [InlineData("\"open")]
    [InlineData("$tag$ open")]
    [InlineData("create or replace")]
    [InlineData("merge into")]
    [InlineData("alter table t alter")]
    [InlineData("insert into t (")]
    [InlineData("\u00a0select\u2003é 'x'")]
    public void Every_text_parses_without_an_exception(string text)
    {
        for (var length = 0; length <= text.Length; length++)
        {
            SqlScript.Parse(new SourceFile("cut", text[..length])).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Every_cut_of_the_cases_parses_without_an_exception()
    {
        foreach (var file in Directory.EnumerateFiles(Baseline.Folder(["Cases"]), "*.sql"))
        {
            var text = File.ReadAllText(file);
            for (var length = 0; length <= text.Length; length++)
            {
                SqlScript.Parse(new SourceFile("cut", text[..length])).Statements.Length.ShouldBeLessThan(200);
            }
        }
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("$$a'b$$", "a'b")]
    [InlineData("$q$x$q$", "x")]
    [InlineData("''", "")]
    public void Literals_stand_for_their_text(string literal, string text) => SqlText.Unquote(literal).ShouldBe(text);

    private static string Show(object? value, SourceFile source, string indent) => value switch
    {
        null => " null",
        TextSpan span => $" «{source.GetText(span)}»",
        SqlName name => $" {name.Text}",
        QualifiedName name => $" {string.Join(" . ", name.Parts.Select(part => part.Text))}",
        string or bool or int or Enum => $" {value}",
        IEnumerable items => string.Concat(items.Cast<object>().Select(item => $"\n{indent}  -{Show(item, source, indent + "    ")}")),
        _ => Properties(value, source, indent),
    };

    private static string Properties(object value, SourceFile source, string indent)
    {
        var text = new StringBuilder($" {value.GetType().Name}");
        var type = value.GetType();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.DeclaringType == type))
        {
            var part = property.GetValue(value);
            var isDefault = part is null or false || (part is IEnumerable list and not string && !list.Cast<object>().Any());
            if (!isDefault && property.Name is not ("Tokens" or "Span") && part is not IEnumerable<SqlToken>)
            {
                text.Append("\n" + indent + "  " + property.Name + ":" + Show(part, source, indent + "  "));
            }
        }

        return text.ToString();
    }
}
