package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an unquoted YAML scalar stands for, by the rules of the YAML library that Kubernetes uses: YAML 1.1 with {@code
 * yes} and {@code off}, octal numbers and underscores, and without base 60.
 *
 * @see <a href="https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go">go-yaml v2, resolve.go</a>
 */
final class PlainScalar {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INTEGER = Pattern.compile(
            "(?<sign>[-+]?)(0[xX](?<hex>[0-9a-fA-F]+)|0[bB](?<binary>[01]+)|0[oO]?(?<octal>[0-7]+)|(?<decimal>0|[1-9][0-9]*))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
    private static final int LONGEST_NUMBER = 80;

    private PlainScalar() {}

    static JsonNode resolve(String text) {
        if (NULL.contains(text)) {
            return NullNode.getInstance();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return BooleanNode.valueOf(TRUE.contains(text));
        }
        return number(text).orElseGet(() -> TextNode.valueOf(text));
    }

    private static Optional<JsonNode> number(String text) {
        char first = text.charAt(0);
        if (text.length() > LONGEST_NUMBER || (first != '.' && first != '-' && first != '+' && !isDigit(first))) {
            return Optional.empty();
        }
        String plain = text.replace("_", "");
        Matcher integer = INTEGER.matcher(plain);
        if (first != '.' && integer.matches()) {
            return Optional.of(BigIntegerNode.valueOf(integer(integer)));
        }
        return FLOAT.matcher(plain).matches() && Double.isFinite(Double.parseDouble(plain))
                ? Optional.of(decimal(plain))
                : Optional.empty();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static BigInteger integer(Matcher matcher) {
        BigInteger magnitude = digits(matcher, "hex", 16)
                .or(() -> digits(matcher, "binary", 2))
                .or(() -> digits(matcher, "octal", 8))
                .or(() -> digits(matcher, "decimal", 10))
                .orElseThrow();
        return "-".equals(matcher.group("sign")) ? magnitude.negate() : magnitude;
    }

    private static Optional<BigInteger> digits(Matcher matcher, String group, int radix) {
        return Optional.ofNullable(matcher.group(group)).map(digits -> new BigInteger(digits, radix));
    }

    /** Go writes a float without a fraction as an integer, so that {@code 8e3} is port 8000. */
    private static JsonNode decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        return whole ? BigIntegerNode.valueOf(value.toBigInteger()) : DecimalNode.valueOf(value.stripTrailingZeros());
    }
}
