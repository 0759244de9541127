using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lake.Text;

namespace Lake.Cli.Arguments;

/// <summary>What the values of options may be, and what is said of others.</summary>
internal static class OptionValues
{
    /// <summary>Takes these words only.</summary>
    public static Option<T> Among<T>(this Option<T> option, params string[] words) => option.Among(words, text => [text]);

    /// <summary>Takes these words only, several in one value as well: <c>"model test"</c>.</summary>
    public static Option<string[]> ListedAmong(this Option<string[]> option, params string[] words) => option.Among(words, Listed);

    /// <summary>The words of a value.</summary>
    public static string[] Listed(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Option<T> Among<T>(this Option<T> option, string[] words, Func<string, string[]> split)
    {
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.SelectMany(t => split(t.Value)).Except(words, StringComparer.Ordinal))
            {
                result.AddError($"'{word}' is no value of '{option.Name}': " + (Spelling.Hint(word, words) ?? $"it can be {string.Join(", ", words)}"));
            }
        });
        return option;
    }

    /// <summary>Takes whole numbers from there on.</summary>
    public static Option<int?> NumberFrom(this Option<int?> option, int least)
    {
        option.CustomParser = result => Number(result, option.Name, least);
        return option;
    }

    private static int? Number(ArgumentResult result, string name, int least)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' is no value of '{name}': it takes a whole number from {least} on"));
        return null;
    }
}
